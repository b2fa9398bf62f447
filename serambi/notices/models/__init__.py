from serambi.notices.models.contact import ContactState
from serambi.notices.models.delivery import Delivery
from serambi.notices.models.notice import Notice
from serambi.notices.models.planned import PlanRun
from serambi.notices.models.preference import Manner, Preference
from serambi.notices.models.push import PushSubscription
from serambi.notices.models.rhythm import Rhythm

__all__ = ["ContactState", "Delivery", "Manner", "Notice", "PlanRun", "Preference", "PushSubscription", "Rhythm"]
