"""What a branch has: known facts with a code, so that they are translated; anything else is the library's own words."""

from django.utils.translation import gettext_lazy as _

FACILITIES = {
    "wifi": _("Free Wi-Fi"),
    "computers": _("Public computers"),
    "reading_room": _("Quiet reading room"),
    "children_room": _("Children's room"),
    "teen_corner": _("Corner for teenagers"),
    "discussion_room": _("Discussion rooms"),
    "hall": _("Hall for events"),
    "maker_room": _("Maker room with 3D printer and art tools"),
    "local_collection": _("Local collection"),
    "newspapers": _("Newspapers and magazines"),
    "business_corner": _("Corner for small businesses"),
    "recording_room": _("Podcast and recording room"),
    "printing": _("Printing and copying"),
    "drop_box": _("Book return box"),
    "lockers": _("Lockers"),
    "prayer_room": _("Prayer room"),
    "nursing_room": _("Nursing room"),
    "cafe": _("Café"),
    "garden": _("Reading garden"),
    "parking": _("Parking"),
}

ACCESSIBILITY = {
    "step_free": _("Step-free entrance"),
    "ramp": _("Ramp with handrail"),
    "lift": _("Lift to every floor"),
    "wide_doors": _("Doors and aisles wide enough for a wheelchair"),
    "accessible_toilet": _("Accessible toilet"),
    "accessible_parking": _("Parking place for people with disabilities"),
    "tactile_path": _("Tactile paving"),
    "braille_signs": _("Signs in braille"),
    "braille_books": _("Books in braille"),
    "audio_books": _("Audiobooks"),
    "large_print": _("Large-print books"),
    "magnifier": _("Magnifier at the desk"),
    "screen_reader": _("Computer with screen reader"),
    "hearing_loop": _("Hearing loop at the desk"),
    "sign_language": _("Staff who use sign language"),
    "wheelchair": _("Wheelchair to borrow on site"),
    "quiet_hours": _("Quiet hours"),
    "tail_lift": _("Vehicle with a lift"),
    "home_delivery": _("Books brought home on request"),
}


def words(codes, known: dict) -> list:
    """The codes as translated words; what is not a known code is already words."""
    return [known.get(code, code) for code in codes if isinstance(code, str)]
