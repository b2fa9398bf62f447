"""The tables of SLiMS's database that matter, their columns in order, and what a new library's lists begin with.

SLiMS 9, install/senayan_ddl.sql and its seeds; used where a dump names no columns or leaves a list out.
"""

_DATES = ("input_date", "last_update")
COLUMNS = {
    "biblio": (
        "biblio_id", "gmd_id", "title", "sor", "edition", "isbn_issn", "publisher_id", "publish_year", "collation",
        "series_title", "call_number", "language_id", "source", "publish_place_id", "classification", "notes", "image",
        "file_att", "opac_hide", "promoted", "labels", "frequency_id", "spec_detail_info", "content_type_id",
        "media_type_id", "carrier_type_id", *_DATES, "uid",
    ),
    "item": (
        "item_id", "biblio_id", "call_number", "coll_type_id", "item_code", "inventory_code", "received_date",
        "supplier_id", "order_no", "location_id", "order_date", "item_status_id", "site", "source", "invoice", "price",
        "price_currency", "invoice_date", *_DATES, "uid",
    ),
    "biblio_author": ("biblio_id", "author_id", "level"),
    "biblio_topic": ("biblio_id", "topic_id", "level"),
    "biblio_attachment": ("biblio_id", "file_id", "access_type", "access_limit"),
    "files": (
        "file_id", "file_title", "file_name", "file_url", "file_dir", "mime_type", "file_desc", "uploader_id", *_DATES,
    ),
    "mst_author": ("author_id", "author_name", "author_year", "authority_type", "auth_list", *_DATES),
    "mst_topic": ("topic_id", "topic", "topic_type", "auth_list", "classification", *_DATES),
    "mst_publisher": ("publisher_id", "publisher_name", *_DATES),
    "mst_place": ("place_id", "place_name", *_DATES),
    "mst_gmd": ("gmd_id", "gmd_code", "gmd_name", "icon_image", *_DATES),
    "mst_coll_type": ("coll_type_id", "coll_type_name", *_DATES),
    "mst_location": ("location_id", "location_name", *_DATES),
    "mst_item_status": ("item_status_id", "item_status_name", "rules", "no_loan", "skip_stock_take", *_DATES),
    "mst_language": ("language_id", "language_name", *_DATES),
    "mst_frequency": ("frequency_id", "frequency", "language_prefix", "time_increment", "time_unit", *_DATES),
    "mst_supplier": ("supplier_id", "supplier_name"),
    "mst_content_type": ("id", "content_type", "code", "code2", *_DATES),
    "mst_media_type": ("id", "media_type", "code", "code2", *_DATES),
    "mst_carrier_type": ("id", "carrier_type", "code", "code2", *_DATES),
    "holiday": ("holiday_id", "holiday_dayname", "holiday_date", "description"),
    "member": (
        "member_id", "member_name", "gender", "birth_date", "member_type_id", "member_address", "member_mail_address",
        "member_email", "postal_code", "inst_name", "is_new", "member_image", "pin", "member_phone", "member_fax",
        "member_since_date", "register_date", "expire_date", "member_notes", "is_pending", "mpasswd", "last_login",
        "last_login_ip", *_DATES,
    ),
    "loan": (
        "loan_id", "item_code", "member_id", "loan_date", "due_date", "renewed", "loan_rules_id", "actual", "is_lent",
        "is_return", "return_date", *_DATES, "uid",
    ),
    "reserve": ("reserve_id", "member_id", "biblio_id", "item_code", "reserve_date"),
    "fines": ("fines_id", "fines_date", "member_id", "debet", "credit", "description"),
    "visitor_count": ("visitor_id", "member_id", "member_name", "institution", "room_code", "checkin_date"),
}  # fmt: skip
KEPT = {
    "member": "member_id", "mst_member_type": "member_type_id", "loan": "loan_id", "loan_history": "loan_id",
    "reserve": "reserve_id", "fines": "fines_id", "visitor_count": "visitor_id", "mst_loan_rules": "loan_rules_id",
    "files_read": "filelog_id",
}  # fmt: skip
"""Tables that wait for their rooms, with the column that names a row."""
JOINED = frozenset(COLUMNS) - KEPT.keys()
NAMES = {
    "mst_publisher": ("publisher_id", "publisher_name"), "mst_place": ("place_id", "place_name"),
    "mst_gmd": ("gmd_id", "gmd_name"), "mst_coll_type": ("coll_type_id", "coll_type_name"),
    "mst_location": ("location_id", "location_name"), "mst_item_status": ("item_status_id", "item_status_name"),
    "mst_language": ("language_id", "language_name"), "mst_frequency": ("frequency_id", "frequency"),
    "mst_supplier": ("supplier_id", "supplier_name"), "mst_content_type": ("id", "content_type"),
    "mst_media_type": ("id", "media_type"), "mst_carrier_type": ("id", "carrier_type"),
}  # fmt: skip
"""Lists that are only looked up: their id and their name."""
SEEDS = {
    "mst_gmd": dict(
        enumerate(
            (
                "Text", "Art Original", "Chart", "Computer Software", "Diorama", "Filmstrip", "Flash Card", "Game",
                "Globe", "Kit", "Map", "Microform", "Manuscript", "Model", "Motion Picture", "Microscope Slide",
                "Music", "Picture", "Realia", "Slide", "Sound Recording", "Technical Drawing", "Transparency",
                "Video Recording", "Equipment", "Computer File", "Cartographic Material", "CD-ROM", "Multimedia",
                "Electronic Resource", "Digital Versatile Disc",
            ),
            1,
        )
    ),
    "mst_coll_type": {1: "Reference", 2: "Textbook", 3: "Fiction"},
    "mst_item_status": {"R": "Repair", "NL": "No Loan", "MIS": "Missing"},
}  # fmt: skip
LEVELS = {
    "3": "editor", "4": "penerjemah", "5": "sutradara", "6": "produser", "7": "komponis", "8": "ilustrator",
    "9": "pencipta", "10": "kontributor",
}  # fmt: skip
"""What an author's level says: 1 is the main author, 2 another author; the others have a role."""
