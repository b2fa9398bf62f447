from serambi.journal.periodic import every

every(days=1, at="02:40", run="serambi.catalogue.tasks.sweep")
