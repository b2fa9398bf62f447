from serambi.journal.periodic import every

# The decree for the next year comes in autumn, on no fixed day, with an upgrade of the package. So: weekly.
every(days=7, run="serambi.branches.tasks.keep_holidays")
