from serambi.journal.periodic import every

# before the first branch opens: the list of what is to be cleared from the hold shelf is ready then
every(days=1, at="04:10", run="serambi.circulation.holds.tasks.keep_holds")
# after holds: what somebody waits for does not renew itself
every(days=1, at="04:20", run="serambi.circulation.tasks.follow_the_calendar")
every(days=1, at="04:40", run="serambi.circulation.tasks.forget")
