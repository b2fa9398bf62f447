from serambi.journal.periodic import every

every(minutes=30, run="serambi.notices.tasks.plan")
every(minutes=1, run="serambi.notices.tasks.send")
every(minutes=5, run="serambi.notices.tasks.sweep")
every(days=1, at="03:40", run="serambi.notices.tasks.forget")
