from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal

USERNAME_TAKEN = Refusal("username_taken", _("This user name belongs to somebody else. Please choose another one."))
NAME_MISSING = Refusal("name_missing", _("An account needs the name of the person."))
ACCOUNT_IS_CLOSED = Refusal("account_is_closed", _("This account is closed. Reopen it before you give it a post."))
POST_ALREADY_HELD = Refusal("post_already_held", _("This person already holds this post at this branch."))
POST_ALREADY_ENDED = Refusal("post_already_ended", _("This post has ended already."))
BEYOND_YOUR_BRANCH = Refusal(
    "beyond_your_branch", _("This reaches beyond the branches you look after. Ask the head of the library.")
)
ONLY_IT_MAKES_IT = Refusal(
    "only_it_makes_it", _("Only an IT administrator can give or end the post of IT administrator.")
)
LAST_IT_POST = Refusal(
    "last_it_post",
    _("This is the last IT administrator. Appoint another one first, or nobody could open the house any more."),
)
NOT_YOURSELF = Refusal("not_yourself", _("You cannot close your own account. Ask a colleague to do it."))
HELD_A_POST = Refusal("held_a_post", _("This account holds or held a post. Those who look after people close it."))
