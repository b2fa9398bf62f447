from serambi.journal.periodic import every

every(days=1, at="02:50", run="serambi.moving.tasks.sweep")
