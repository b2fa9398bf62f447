from serambi.journal.periodic import every

every(minutes=1, run="serambi.editorial.tasks.publish_due")
every(days=1, at="03:10", run="serambi.editorial.tasks.forget_abandoned_uploads")
