from serambi.journal.periodic import every

every(days=1, at="03:40", run="serambi.sip2.tasks.sweep")
