from serambi.circulation.models.charge import Charge, Payment
from serambi.circulation.models.hold import Hold
from serambi.circulation.models.loan import Claim, DueChange, Loan
from serambi.circulation.models.override import Override
from serambi.circulation.models.rule import Rule, RuleChange
from serambi.circulation.models.transit import Transit
from serambi.circulation.models.use import InHouseUse

__all__ = [
    "Charge", "Claim", "DueChange", "Hold", "InHouseUse", "Loan", "Override", "Payment", "Rule", "RuleChange",
    "Transit",
]  # fmt: skip
