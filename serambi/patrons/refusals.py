"""The ways this room says no."""

from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal

NAME_MISSING = Refusal("name_missing", _("The name is missing."))
BIRTH_DATE_MISSING = Refusal(
    "birth_date_missing", _("Children, teenagers and students need a date of birth: it decides who must consent.")
)
BIRTH_DATE_WRONG = Refusal("birth_date_wrong", _("Nobody alive was born on that day. Is the year right?"))
PHONE_WRONG = Refusal("phone_wrong", _("That is no mobile number. Write it as 0812 3456 7890, or with + abroad."))
GUARDIAN_MISSING = Refusal("guardian_missing", _("Below 17 a parent or guardian answers: name one."))
GUARDIAN_CONSENT_MISSING = Refusal(
    "guardian_consent_missing", _("The consent of the parent or guardian is missing. Below 17 it must be there first.")
)
CONSENT_MISSING = Refusal("consent_missing", _("The consent to the membership is missing. Read the text together."))
CONSENT_BY_GUARDIAN = Refusal("consent_by_guardian", _("Below 17 the parent or guardian gives this consent."))
NO_SUCH_GUARDIAN = Refusal("no_such_guardian", _("This person does not answer for the member, or does so no more."))
OWN_GUARDIAN = Refusal("own_guardian", _("Nobody is their own guardian."))
GUARDIAN_TWICE = Refusal("guardian_twice", _("This guardian is named already."))
GUARDIAN_TOO_YOUNG = Refusal("guardian_too_young", _("A guardian is at least 18 years old."))
GUARDIAN_NAME_MISSING = Refusal("guardian_name_missing", _("The name of the guardian is missing."))
GUARDIAN_PHONE_WRONG = Refusal(
    "guardian_phone_wrong", _("The guardian's number is no mobile number. Write it as 0812 3456 7890.")
)
GUARDIANSHIP_ENDED = Refusal("guardianship_ended", _("This guardian answers no more already."))
CATEGORY_OUT_OF_USE = Refusal("category_out_of_use", _("This category is no longer in use."))
ALREADY_VERIFIED = Refusal("already_verified", _("This member was verified already."))
NOT_ACTIVE = Refusal("not_active", _("This membership is not active."))
NOT_CLOSED = Refusal("not_closed", _("This membership is not closed."))
CLOSED = Refusal("closed", _("This membership is closed."))
ERASED = Refusal("erased", _("This member's data were erased; nothing can be changed."))
CHANGED_MEANWHILE = Refusal(
    "changed_meanwhile", _("Somebody else changed these data meanwhile. Look at them again, then save.")
)
CARD_TAKEN = Refusal("card_taken", _("This card number belongs to somebody, or did once."))
CARD_MALFORMED = Refusal("card_malformed", _("A card number has 3 to 40 letters and digits, without spaces."))
CARD_TOO_LONG = Refusal("card_too_long", _("With this prefix a card number becomes longer than 40 letters."))
PREFIX_WRONG = Refusal("prefix_wrong", _("A prefix has letters, digits, - and ., and may hold {year} and {branch}."))
NUMBERS_GO_BACK = Refusal("numbers_go_back", _("The next number may not be smaller than the present one."))
WITHOUT_EXPIRY = Refusal("without_expiry", _("Cards of this category do not expire."))
RENEWED_ALREADY = Refusal("renewed_already", _("This card is valid for a long time yet. Renew it nearer to its end."))
PIN_SHAPE = Refusal("pin_shape", _("A PIN has six digits."))
PIN_WEAK = Refusal(
    "pin_weak", _("This PIN is easily guessed. Take neither a row of digits nor a date of birth or a telephone number.")
)
NO_NOTE = Refusal("no_note", _("Say why: the member reads it too."))
UNTIL_PAST = Refusal("until_past", _("The last day of a block is today or later."))
UNTIL_TOO_FAR = Refusal("until_too_far", _("That day is too far away. Is the year right?"))
STOPS_NOTHING = Refusal("stops_nothing", _("A block stops loans, renewals or reservations; tick at least one."))
BLOCK_LIFTED = Refusal("block_lifted", _("This block was lifted already."))
LIFTS_ITSELF = Refusal(
    "lifts_itself", _("This block goes away by itself as soon as its reason does: copies returned, charges settled.")
)
TEXT_MISSING = Refusal("text_missing", _("The text is missing."))
SAME_TEXT = Refusal("same_text", _("Nothing in the text has changed."))
PUBLISHED_MEANWHILE = Refusal("published_meanwhile", _("Somebody else published a new version just now. Look at it."))
NOT_GIVEN = Refusal("not_given", _("This consent was withdrawn already."))
CODE_TAKEN = Refusal("code_taken", _("Another category has this code."))
AGES_REVERSED = Refusal("ages_reversed", _("The age “to” is below the age “from”."))
LAST_CATEGORY = Refusal("last_category", _("One category must stay in use."))
FORMER_CARD = Refusal(
    "former_card", _("This card no longer counts: it was lost or replaced. Use the number of your new card.")
)
STAFF_ACCOUNT = Refusal("staff_account", _("This member also works here: those who look after people send the link."))
NOT_ONLINE = Refusal("not_online", _("Joining online is not possible now. Please come to a desk."))
MEMBER_ALREADY = Refusal("member_already", _("This account has a membership already."))
GUARDIAN_UNREACHABLE = Refusal(
    "guardian_unreachable", _("We need a mobile number or an e-mail address of the guardian, to ask for consent.")
)
LINK_USED = Refusal("link_used", _("This question was answered already. Thank you."))
LINK_DEAD = Refusal("link_dead", _("This link counts no more. Please ask for a new one."))
