//! Keys of an option and of its costs.

use super::super::{
    fields::amount::SHAPE_WORDS,
    shape::{Shape, TableShape, key, needed},
};

/// Words for `role`.
pub const ROLES: &[&str] = &["build", "buy", "adapt"];

/// `[[options]]`.
pub static OPTION: TableShape = TableShape {
    name: "option",
    header: "[[options]]",
    doc: "One of the ways that the record weighs.",
    keys: &[
        needed("id", Shape::Id, "Its id, unique in the record."),
        key("name", Shape::Text, "Its name for people; default: the id."),
        key("track", Shape::Id, "The framework's track that it follows; default: the track with the option's id, where there is one."),
        key("role", Shape::Word(ROLES), "What the checks see in it; default: its track's role."),
        key("summary", Shape::Text, "What it is, in a sentence."),
        key("pros", Shape::List(&Shape::Text), "What speaks for it."),
        key("cons", Shape::List(&Shape::Text), "What speaks against it."),
        key("time", Shape::TimeSpan, "Time to production, or a range: `\"6..18 months\"`."),
        key("team", Shape::Amount, "People."),
        key("needs", Shape::List(&Shape::Id), "Cloud capabilities that it needs; default: its track's."),
        key("cloud", Shape::Id, "The cloud provider, where one is picked."),
        key("status_quo", Shape::Bool, "Whether it means leaving things as they are."),
        key("costs", Shape::Tables(&COST), "What it costs; `[]` says that it costs nothing, and without the key nobody has costed it."),
        key("mix", Shape::Tables(&MIX), "Other options, a share of the volume each; shares sum to 1."),
        key("phases", Shape::Tables(&PHASE), "Other options, one after the other."),
    ],
};

/// An entry of `mix`.
pub static MIX: TableShape = TableShape {
    name: "part of a mix",
    header: "options.mix",
    doc: "An option's share of a mix.",
    keys: &[
        needed("option", Shape::Id, "The option; it has costs of its own."),
        needed("share", Shape::Share, "Its share of the volume."),
        key("fixed", Shape::Share, "How much of its fixed costs is paid, 0 to 1; default 1."),
    ],
};

/// An entry of `phases`.
pub static PHASE: TableShape = TableShape {
    name: "phase",
    header: "options.phases",
    doc: "A step of a progression.",
    keys: &[
        needed("option", Shape::Id, "The option; it has costs of its own."),
        needed("from", Shape::Whole, "Month in which its fixed costs start."),
        key("serves_from", Shape::Whole, "Month in which it takes over the volume, and the phase before ends; default: `from`."),
    ],
};

/// Words for `kind`.
pub const KINDS: &[&str] = &["once", "recurring", "team", "usage", "capacity", "exit"];

/// `[[options.costs]]`.
pub static COST: TableShape = TableShape {
    name: "cost",
    header: "[[options.costs]]",
    doc: "One cost of an option. Which keys it takes besides the common ones, its kind decides.",
    keys: &[
        needed("id", Shape::Id, "Its id, unique in its option."),
        needed(
            "kind",
            Shape::Word(KINDS),
            "What kind of cost: paid once, recurring, people, per use, whole units of capacity, or on leaving.",
        ),
        key("name", Shape::Text, "Its name for people; default: the id."),
        key("category", Shape::Text, "A word of your own to group by."),
        key("currency", Shape::Text, "Its currency; default: the record's. A price of the price book brings its own."),
        key("note", Shape::Text, "A remark."),
        key("source", Shape::Text, "Where the figure comes from."),
        key("amount", Shape::Amount, "once, recurring, exit: how much. Only `once` and `exit` may be negative."),
        key("month", Shape::Whole, "once: the month it is paid in, from the option's own start; default 0."),
        key("per", Shape::Word(&["month", "year"]), "recurring: what the amount is for."),
        key(
            "billing",
            Shape::Word(&["monthly", "in advance"]),
            "recurring, per year: a twelfth each month, or the whole year on its first day; default `monthly`.",
        ),
        key("fte", Shape::Amount, "team: how many people, full time."),
        key("annual_cost", Shape::Amount, "team: salary of one, a year."),
        key("load", Shape::Share, "team: what an employer pays on top of the salary; default 0."),
        key("ramp_months", Shape::Whole, "team: months over which hiring grows to the full number; default 0."),
        key("volume", Shape::Id, "usage, capacity: the volume that drives it, one of `[tco.volumes]`."),
        key(
            "price",
            Shape::OneOf(&[Shape::Amount, Shape::Text]),
            "usage, capacity: what a unit costs: an amount, or an entry of the price book.",
        ),
        key("tiers", Shape::Table(&TIERS), "usage: prices by bands of quantity, in place of `price`."),
        key("multiplier", Shape::Number, "usage, capacity: priced units for one unit of the volume; default 1."),
        key("per_unit", Shape::Number, "capacity: what one unit carries a month."),
        key("min_units", Shape::Number, "capacity: units that are kept at least; default 0."),
        key(
            "shape",
            Shape::Word(SHAPE_WORDS),
            "How likely the values between the ends of `amount`, `fte` or `price` are; default `triangular`.",
        ),
        key("start", Shape::Whole, "First month, from the option's own start; default 0. Not on `once` and `exit`."),
        key("end", Shape::Whole, "One past the last month; default: to the end. Not on `once` and `exit`."),
        key("price_change", Shape::Table(&PRICE_CHANGE), "How it moves over time; default: not at all."),
    ],
};

/// `price_change`.
pub static PRICE_CHANGE: TableShape = TableShape {
    name: "price change",
    header: "price_change",
    doc: "How a price moves: by a part each year, or by halves.",
    keys: &[
        key("per_year", Shape::Share, "Change in a year: `-0.2` falls by a fifth. More than -1."),
        key("halves_every_months", Shape::Number, "Months in which it halves, in place of `per_year`."),
        key("step_months", Shape::Whole, "Months between changes, 1 or more; default 12."),
        key("floor", Shape::Share, "Lowest part of the first price that it can reach; must be said where a price falls."),
    ],
};

/// `tiers`.
pub static TIERS: TableShape = TableShape {
    name: "tariff",
    header: "tiers",
    doc: "Prices by bands of the quantity of a month.",
    keys: &[
        needed(
            "mode",
            Shape::Word(&["graduated", "volume"]),
            "Each band prices its own units, or the band that holds the quantity prices all.",
        ),
        needed("bands", Shape::Tables(&BAND), "The bands; bounds rise and the last is open."),
    ],
};

/// An entry of `bands`.
pub static BAND: TableShape = TableShape {
    name: "band",
    header: "tiers.bands",
    doc: "A band of a tariff.",
    keys: &[
        key("up_to", Shape::Number, "Last quantity of the band, inclusive, a month; left out on the last band only."),
        needed("price", Shape::Number, "Price of a unit."),
        key("flat", Shape::Number, "Fee for entering the band; default 0."),
    ],
};
