from serambi.journal.periodic import every

every(days=1, at="03:10", run="serambi.journal.housekeeping.sweep")
