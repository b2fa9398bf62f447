"""Small files of old systems for tests, and the walk of a move."""

import csv
import gzip
import io
import zipfile
from pathlib import Path

from serambi.moving import moving_in, tasks
from serambi.moving.models import Move, MoveRow
from serambi.moving.moving_in import Upload
from serambi.moving.slims.columns import COPIES, TITLES

SHARED = Path("/work/shared/data")
if not SHARED.exists():  # CI has the shared folder beside the project
    SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"

DUMP = b"""-- MySQL dump 10.13  Distrib 5.7.33
/*!40101 SET NAMES utf8 */;
CREATE TABLE `mst_publisher` (
  `publisher_id` int(11) NOT NULL AUTO_INCREMENT,
  `publisher_name` varchar(100) COLLATE utf8_unicode_ci NOT NULL COMMENT 'nama; penerbit',
  `input_date` date DEFAULT NULL,
  PRIMARY KEY (`publisher_id`)
) ENGINE=MyISAM;
INSERT INTO `mst_publisher` VALUES (1,'Bentang','2010-01-01'),(2,'Balai Pustaka',NULL);
INSERT INTO `mst_place` VALUES (1,'Yogyakarta',NULL,NULL);
INSERT INTO `mst_author` (`author_id`,`author_name`,`author_year`,`authority_type`) VALUES
(1,'Hirata, Andrea','','p'),(2,'Toer, Pramoedya Ananta','1925-2006','p'),(3,'Departemen Pendidikan',NULL,'o'),
(4,'Budi, Editor',NULL,'p');
INSERT INTO `mst_topic` VALUES (1,'Belitung','g',NULL,NULL,NULL,NULL),(2,'Pendidikan','t',NULL,NULL,NULL,NULL);
INSERT INTO `mst_location` VALUES ('PST','Perpustakaan Pusat',NULL,NULL),('XX','Gudang Lama',NULL,NULL);
INSERT INTO `biblio` (`biblio_id`,`gmd_id`,`title`,`sor`,`edition`,`isbn_issn`,`publisher_id`,`publish_year`,
 `collation`,`series_title`,`call_number`,`language_id`,`publish_place_id`,`classification`,`notes`,`image`,
 `opac_hide`,`input_date`) VALUES
(1,1,'Laskar Pelangi baru','Andrea Hirata','Cet. 1','9786029912340',1,'2005','xiv, 529 hlm. : ilus. ; 21 cm.',NULL,
 '813 HIR l','id',1,'813','It''s a \\"story\\" \\\\ of; ten\\r\\nchildren','laskar.jpg',0,'2011-02-03 10:00:00'),
(2,3,'Bumi Manusia lama',NULL,NULL,'',2,'1980',NULL,NULL,NULL,'id',NULL,NULL,_utf8'Catatan','',1,NULL),
(3,1,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL);
INSERT INTO `biblio_author` VALUES (1,1,1),(1,4,3),(2,2,1),(2,3,2);
INSERT INTO `biblio_topic` VALUES (1,1,1),(1,2,2);
INSERT INTO `item` (`item_id`,`biblio_id`,`item_code`,`coll_type_id`,`location_id`,`item_status_id`,`price`,
 `price_currency`,`source`,`received_date`) VALUES
(1,1,'L0001',1,'PST','0',45000,'Rupiah',1,'2011-02-03'),(2,1,'L0002',2,'XX','MIS',NULL,NULL,2,NULL),
(3,2,'L0003',3,'PST','NL',0,NULL,1,NULL),(4,99,'L0004',3,'PST','R',0,NULL,1,NULL);
INSERT INTO `holiday` VALUES (1,'','2099-08-17','Ulang tahun kota');
INSERT INTO `member` (`member_id`,`member_name`,`mpasswd`) VALUES ('A001','Sari Lestari','$2y$10$abc');
INSERT INTO `loan` VALUES (1,'L0001','A001','2020-01-01','2020-01-08',0,0,NULL,1,0,NULL,NULL,NULL,NULL);
INSERT INTO `system_log` VALUES (1,'login; (gagal)',0x616263);
DELIMITER ;;
CREATE TRIGGER `t` AFTER INSERT ON `loan` FOR EACH ROW BEGIN INSERT INTO biblio VALUES (NEW.loan_id, 'x'); END ;;
DELIMITER ;
"""


def slims_titles(*rows: dict, header: bool = True) -> bytes:
    return _csv(TITLES, rows, header)


def slims_copies(*rows: dict, header: bool = True) -> bytes:
    return _csv(COPIES, rows, header)


def _csv(columns, rows, header: bool) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    if header:
        writer.writerow([*columns, ""])
    for row in rows:
        writer.writerow([row.get(name, "") for name in columns])
    return out.getvalue().encode()


def a_title(name: str = "Perahu Sandeq", **more) -> dict:
    return {
        "title": name, "gmd_name": "Text", "publisher_name": "Bentang", "publish_year": "2005",
        "collation": "xiv, 529 hlm. ; 21 cm.", "authors": "<Hirata, Andrea>", "topics": "<Belitung><Pendidikan>",
        "language_name": "Indonesia", "place_name": "Yogyakarta", **more,
    }  # fmt: skip


def a_copy(code: str, title: str = "Perahu Sandeq", **more) -> dict:
    return {
        "item_code": code,
        "title": title,
        "location_name": "Perpustakaan Pusat",
        "coll_type_name": "Textbook",
        **more,
    }


def workbook(*rows: list, formulas: dict | None = None) -> bytes:
    """A small workbook as Excel writes it (by openpyxl)."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place, formula in (formulas or {}).items():
        book.active[place] = formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def gz(data: bytes) -> bytes:
    return gzip.compress(data)


def begun(*files: tuple[str, bytes], **options) -> Move:
    """A move whose files were read; it waits for its questions to be answered."""
    uploads = [Upload(name, [data], len(data)) for name, data in files]
    return tasks.work_to_the_end(moving_in.begin(uploads, **{"by": None, "queue": False, **options}))


def tried(*files: tuple[str, bytes], brief: bool = False, titles: str = "keep", values=None, **options) -> Move:
    """A move after its dry run, with every guess taken as it is."""
    move = begun(*files, **options)
    if move.state == Move.State.COLUMNS:
        columns = {f.pk: f.columns if "title" in f.columns else ["title", *f.columns[1:]] for f in move.files.all()}
        move = tasks.work_to_the_end(moving_in.say_columns(move, columns, by=None, queue=False))
    return answered(move, brief=brief, titles=titles, values=values)


def answered(move: Move, *, brief: bool = False, titles: str = "keep", values=None) -> Move:
    if move.state != Move.State.QUESTIONS:
        return move
    moving_in.answer(move, values or {}, brief=brief, titles=titles, by=None, queue=False)
    return tasks.work_to_the_end(move)


def committed(move: Move) -> Move:
    return tasks.work_to_the_end(moving_in.start_commit(move, by=None, queue=False))


def reverted(move: Move) -> Move:
    return tasks.work_to_the_end(moving_in.start_revert(move, by=None, queue=False))


def outcomes(move: Move) -> list[tuple[str, str]]:
    """(outcome, reason) of every row in the order of the files."""
    return list(MoveRow.objects.filter(move=move).order_by("position").values_list("outcome", "reason"))
