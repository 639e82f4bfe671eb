//! The codes of format faults, in one list. Findings of the checks (AP…, MM…) are named by their rules.

use crate::base::diagnostic::Code;

/// Declares codes: one list for the constants and for the handbook.
macro_rules! codes {
    ($($name:ident = $code:literal: $doc:literal,)*) => {
        $(#[doc = $doc] pub const $name: Code = Code($code);)*

        /// Code and meaning of each, in order.
        pub const ALL: &[(&str, &str)] = &[$(($code, $doc),)*];
    };
}

codes! {
    SYNTAX = "R0001": "The text does not parse: TOML syntax, or a fence that is not closed.",
    UNKNOWN_KEY = "R0002": "A key that the format does not know.",
    WRONG_TYPE = "R0003": "A value of the wrong type.",
    BAD_VALUE = "R0004": "A value of the right type that says nothing sensible: a word that is not in the list, a number out of range, ends the wrong way round.",
    MISSING_KEY = "R0005": "A key that must be there is not.",
    CONFLICTING_KEYS = "R0006": "Two keys that exclude each other.",
    BAD_ID = "R0007": "An id that is not kebab-case.",
    DUPLICATE_ID = "R0008": "Two things with one id.",
    NOT_TEXT = "R0009": "A file that is not UTF-8 text.",
    UNKNOWN_FRAMEWORK = "R0010": "A framework that does not exist.",
    UNKNOWN_OPTION = "R0011": "An option that the record does not have.",
    UNKNOWN_CRITERION = "R0012": "A criterion that neither framework nor record defines.",
    UNKNOWN_TRACK = "R0013": "A track that the framework does not have.",
    UNKNOWN_QUESTION = "R0014": "A question or answer that the framework does not have.",
    UNKNOWN_ITEM = "R0015": "A checklist item that the framework does not have.",
    UNKNOWN_PRICE = "R0016": "A price that the price book does not have.",
    UNKNOWN_VOLUME = "R0017": "A volume that the record does not have.",
    UNKNOWN_CAPABILITY = "R0018": "A cloud capability or provider that the catalogue does not have.",
    UNKNOWN_RECORD = "R0019": "A record that does not exist.",
    AMBIGUOUS_RECORD = "R0020": "An id that two sources answer to.",
    BROKEN_LINK = "R0021": "A link to a record, page, heading or file that is not there.",
    MISSING_IMAGE = "R0022": "An image that is not there.",
    CONTRADICTING_RELATION = "R0023": "Two records that tell different things about their relation.",
    CIRCULAR_RELATION = "R0024": "Records that supersede each other in a circle.",
    SUPERSEDED_ALONE = "R0025": "A superseded record without a successor, or one that does not know of its successor.",
    BAD_MIX = "R0026": "A mix whose shares do not sum to 1, or whose parts cannot be mixed.",
    BAD_PHASES = "R0027": "Phases out of order, or that cannot be lined up.",
    NO_PRICE = "R0028": "A price that has no entry on the day it is needed.",
    OVERLAPPING_PRICES = "R0029": "Two rows of a price that hold on one day, or a row that holds on none.",
    NO_RATE = "R0030": "A currency without a rate.",
    UNIT_MISMATCH = "R0031": "A price and a volume in different units.",
    DEAD_END = "R0032": "A question without a way out, in a circle, or that nothing leads to.",
    NO_WEIGHT = "R0033": "A criterion without a weight.",
    DUPLICATE_ADDRESS = "R0034": "Two pages with one address, or an address that the portal keeps for itself.",
    TITLE_DIFFERS = "R0035": "A first heading that differs from the title.",
    UNCHOSEN = "R0036": "An accepted record with options and none of them chosen.",
    UNDATED_DECISION = "R0037": "A record that left `accepted` without saying when it was decided.",
    UNUSED_CRITERIA = "R0038": "Criteria of the framework that a record does not list.",
    OFF_PATH = "R0039": "An answer to a question that the path does not reach.",
    MISPLACED_FILE = "R0040": "A file where none of its kind is read.",
    UNSUPPORTED = "R0041": "Something that is read and kept, but not acted on by this version.",
    TEMPLATE = "R0042": "A theme or template that does not work.",
    ASSET_OUTSIDE = "R0043": "A file outside the folder that its page may use.",
    PASSED_OVER = "R0044": "A file that is not read: a link that leads out of its folder or nowhere, a name that is not Unicode, a `README.md` among records.",
    CHOICE_DIFFERS = "R0045": "A line `Chosen option: \"…\"` that names another option than `chosen`.",
    DISAGREEING = "R0046": "Another team's record that says two things about its status or its day.",
    UNKNOWN_STATUS = "R0047": "A status in words that have no known meaning.",
    UNCLEAR_DATE = "R0048": "A date that can be read two ways, or not at all.",
    FOREIGN_FRONT_MATTER = "R0049": "Front matter of another team's record that does not parse.",
    ONE_SIDED = "R0053": "A supersession that only one of two records of another team's log tells of.",
    LOOSE_TIE = "R0054": "A tie of another team's record that leads to no record, or to two.",
    SHARED_NUMBER = "R0055": "Two records of another team's log with one number.",
    LEADS_OUT = "R0056": "A link of another team's record that leads out of its log.",
    BAD_GLOB = "R0060": "A glob in `affects` that names no file.",
    HISTORY_LEFT_OUT = "R0064": "A history that git could not tell, or would tell wrongly.",
    UNKNOWN_FORGE = "R0065": "A repository of which nobody said on what forge it lies.",
    TOO_LARGE = "R0068": "A file that is too large to be read.",
}
