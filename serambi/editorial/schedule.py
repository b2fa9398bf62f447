from serambi.journal.periodic import every

every(minutes=1, run="serambi.editorial.tasks.publish_due")
