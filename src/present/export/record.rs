//! What people wrote of a record, as data.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{Keyed, Number, cost::AmountExport, schema::Day};
use crate::{
    base::{
        date::{Date, TimeSpan},
        history::FileHistory,
        value::Value,
    },
    model::{
        OptionIx,
        criterion::{Criterion, Must},
        framework::Framework,
        record::{Alternative, Confidence, Direction, Evaluation, Measurement, Record, Relation},
        review::{Outcome, ReviewEntry},
        site::Site,
    },
    present::measure,
};

/// A record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RecordExport<'a> {
    /// Its id within the scope.
    pub id: &'a str,
    /// Prefix of its id and address.
    pub scope: Option<&'a str>,
    /// Its title.
    pub title: &'a str,
    /// Where it stands.
    pub status: &'static str,
    /// The status in the words of another team's record; null for ours, and where it states none.
    pub status_text: Option<&'a str>,
    /// The day it got its status.
    #[schemars(with = "Option<Day>")]
    pub date: Option<Date>,
    /// Whether that is the day of its file's first commit, since nothing in it states one.
    pub date_derived: bool,
    /// The day it was first accepted.
    #[schemars(with = "Option<Day>")]
    pub decided: Option<Date>,
    /// Address of its page from the root of the site.
    pub url: String,
    /// Who decided.
    pub deciders: &'a [String],
    /// Who was asked.
    pub consulted: &'a [String],
    /// Who was told.
    pub informed: &'a [String],
    /// Who reviews.
    pub owner: Option<&'a str>,
    /// Its tags.
    pub tags: &'a [String],
    /// The framework it follows.
    pub framework: Option<&'a str>,
    /// The option it decided for.
    pub chosen: Option<&'a str>,
    /// Why.
    pub why: Option<&'a str>,
    /// How sure.
    pub confidence: Option<&'static str>,
    /// One sentence.
    pub summary: Option<&'a str>,
    /// The ways it weighs.
    pub options: Vec<OptionExport<'a>>,
    /// What they are judged by.
    pub criteria: Vec<CriterionExport<'a>>,
    /// Who judges, with how much influence; empty where one judged for all.
    pub voices: Keyed<&'a str, Number>,
    /// What was measured.
    pub evaluation: Option<EvaluationExport<'a>>,
    /// Records that it takes the place of.
    pub supersedes: Vec<RelationExport<'a>>,
    /// Records that take its place.
    pub superseded_by: Vec<RelationExport<'a>>,
    /// Records that it changes.
    pub amends: Vec<RelationExport<'a>>,
    /// Records that change it.
    pub amended_by: Vec<RelationExport<'a>>,
    /// Records that it builds on.
    pub depends_on: Vec<RelationExport<'a>>,
    /// Records that build on it.
    pub needed_by: Vec<RelationExport<'a>>,
    /// Records worth reading with it.
    pub relates_to: Vec<RelationExport<'a>>,
    /// Reviews that were held, oldest first.
    pub reviews: Vec<ReviewEntryExport<'a>>,
    /// Globs of the files that it governs.
    pub affects: &'a [String],
    /// The log it was taken from.
    pub imported_from: Option<&'a str>,
    /// What version control knows of its file; null where that is nothing.
    pub history: Option<HistoryExport<'a>>,
    /// The form that another team's record is written in: `nygard`, `madr` …; null for ours.
    pub form: Option<&'static str>,
    /// Free fields.
    pub extra: Keyed<&'a str, Free<'a>>,
}

/// What version control knows of a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HistoryExport<'a> {
    /// The day of its first commit.
    #[schemars(with = "Day")]
    pub created: Date,
    /// The day of its last one.
    #[schemars(with = "Day")]
    pub changed: Date,
    /// Who made that one.
    pub changed_by: &'a str,
    /// Everybody who changed it, in the order of their first change.
    pub authors: Vec<&'a str>,
}

/// An option.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OptionExport<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name for people.
    pub name: &'a str,
    /// The framework's track that it follows.
    pub track: Option<&'a str>,
    /// `build`, `buy` or `adapt`.
    pub role: Option<&'static str>,
    /// What it is.
    pub summary: Option<&'a str>,
    /// What speaks for it.
    pub pros: &'a [String],
    /// What speaks against it.
    pub cons: &'a [String],
    /// Months to production.
    pub months_to_production: Option<SpanExport>,
    /// People.
    pub team: Option<AmountExport>,
    /// The cloud provider that was picked.
    pub cloud: Option<&'a str>,
    /// Whether it means leaving things as they are.
    pub status_quo: bool,
}

/// A span of time in months.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SpanExport {
    /// The shorter end.
    pub low: Number,
    /// The longer end.
    pub high: Number,
}

/// A criterion.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CriterionExport<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name for people.
    pub name: &'a str,
    /// The question that a score answers.
    pub question: Option<&'a str>,
    /// Points given to it.
    pub points: Number,
    /// `score`, `time`, `team`, `tco`, `tco.total` or `values`.
    pub measure: &'static str,
    /// Unit of its natural reading.
    pub unit: Option<&'a str>,
    /// Whether it speaks of cost.
    pub cost: bool,
    /// Least value, 1 to 5, that an option must have.
    pub must: Option<Number>,
    /// Least natural reading that an option must have.
    pub at_least: Option<Number>,
    /// Highest natural reading that an option may have.
    pub at_most: Option<Number>,
    /// Why a cell is what it is, by option.
    pub why: Keyed<&'a str, &'a str>,
}

/// What was measured.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EvaluationExport<'a> {
    /// What is measured.
    pub metric: Option<&'a str>,
    /// `higher` or `lower` is better.
    pub direction: &'static str,
    /// What must be reached.
    pub target: Option<Number>,
    /// When the metric was agreed on.
    #[schemars(with = "Option<Day>")]
    pub agreed_on: Option<Date>,
    /// The test set.
    pub set: Option<&'a str>,
    /// What the chosen option is expected to reach.
    pub expected: Option<Number>,
    /// Readings before.
    pub baselines: Vec<MeasurementExport<'a>>,
    /// Readings after.
    pub results: Vec<MeasurementExport<'a>>,
}

/// A reading.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MeasurementExport<'a> {
    /// The option that was measured.
    pub option: Option<&'a str>,
    /// The model that was measured.
    pub model: Option<&'a str>,
    /// The reading.
    pub value: Number,
    /// The day.
    #[schemars(with = "Option<Day>")]
    pub on: Option<Date>,
    /// The test set.
    pub set: Option<&'a str>,
}

/// A tie to another record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RelationExport<'a> {
    /// The other record, with its scope.
    pub id: String,
    /// Its title.
    pub title: &'a str,
    /// The part that is meant; empty where nobody said which; null: the whole.
    pub part: Option<&'a str>,
    /// The word that another team has for it: `clarifies`; null where it says no more than the kind.
    pub label: Option<&'a str>,
}

/// A review that was held.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReviewEntryExport<'a> {
    /// The day.
    #[schemars(with = "Day")]
    pub on: Date,
    /// Who held it.
    pub by: Option<&'a str>,
    /// `reaffirmed`, `changed` or `superseded`.
    pub outcome: Option<&'static str>,
    /// Remark.
    pub note: Option<&'a str>,
}

/// A value of any shape, as it was written.
#[derive(Debug)]
pub struct Free<'a>(&'a Value);

impl Serialize for Free<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Whole(value) => serializer.serialize_i64(*value),
            Value::Number(value) if value.is_finite() => serializer.serialize_f64(*value),
            Value::Number(_) => serializer.serialize_none(),
            Value::Text(value) => serializer.serialize_str(value),
            Value::List(values) => serializer.collect_seq(values.iter().map(Free)),
            Value::Table(pairs) => serializer.collect_map(pairs.iter().map(|(key, value)| (key, Free(value)))),
        }
    }
}

/// A record as data.
pub(super) fn export<'a>(site: &'a Site, record: &'a Record) -> RecordExport<'a> {
    let framework = site.framework_of(record);
    let ties = |ties: &'a [Relation]| relations(site, ties);
    let relations = &record.relations;
    RecordExport {
        id: &record.id,
        scope: record.scope.as_deref(),
        title: &record.title,
        status: record.status.word(),
        status_text: record.status_text.as_deref(),
        date: record.date,
        date_derived: record.date_derived,
        decided: record.decided,
        url: record.url(),
        deciders: &record.deciders,
        consulted: &record.consulted,
        informed: &record.informed,
        owner: record.owner.as_deref(),
        tags: &record.tags,
        framework: framework.map(|framework| framework.id.as_str()),
        chosen: record.chosen.map(|ix| id(record, ix)),
        why: record.why.as_deref(),
        confidence: record.confidence.map(Confidence::word),
        summary: record.summary.as_deref(),
        options: record.options.iter().map(|option| option_export(site, framework, option)).collect(),
        criteria: record.criteria.iter().map(|criterion| criterion_export(record, criterion)).collect(),
        voices: record.voices.iter().map(|voice| (voice.id.as_str(), Number(voice.influence))).collect(),
        evaluation: record.evaluation.as_ref().map(|evaluation| evaluation_export(record, evaluation)),
        supersedes: ties(&relations.supersedes),
        superseded_by: ties(&relations.superseded_by),
        amends: ties(&relations.amends),
        amended_by: ties(&relations.amended_by),
        depends_on: ties(&relations.depends_on),
        needed_by: ties(&relations.needed_by),
        relates_to: ties(&relations.relates_to),
        reviews: record.reviews.iter().map(review_entry).collect(),
        affects: &record.affects,
        imported_from: record.imported_from.as_deref(),
        history: record.history.as_deref().map(history),
        form: record.form.map(crate::model::origin::Form::word),
        extra: record.extra.iter().map(|(key, value)| (key.as_str(), Free(value))).collect(),
    }
}

fn history(history: &FileHistory) -> HistoryExport<'_> {
    HistoryExport {
        created: history.created,
        changed: history.changed,
        changed_by: &history.changed_by,
        authors: history.authors.iter().map(|author| &**author).collect(),
    }
}

fn id(record: &Record, ix: OptionIx) -> &str {
    &record.option(ix).id
}

fn relations<'a>(site: &'a Site, relations: &'a [Relation]) -> Vec<RelationExport<'a>> {
    let show = |relation: &'a Relation| {
        let other = site.record(relation.to);
        RelationExport { id: other.full_id(), title: &other.title, part: relation.part.as_deref(), label: relation.label.as_deref() }
    };
    relations.iter().map(show).collect()
}

fn option_export<'a>(site: &'a Site, framework: Option<&'a Framework>, option: &'a Alternative) -> OptionExport<'a> {
    let months = |span: TimeSpan| {
        let (low, high) = span.months();
        SpanExport { low: Number(low), high: Number(high) }
    };
    OptionExport {
        id: &option.id,
        name: &option.name,
        track: framework.zip(option.track).map(|(framework, track)| framework.tracks[track.index()].id.as_str()),
        role: option.role.map(crate::model::framework::Role::word),
        summary: option.summary.as_deref(),
        pros: &option.pros,
        cons: &option.cons,
        months_to_production: option.time.map(months),
        team: option.team.as_ref().map(AmountExport::from),
        cloud: option.cloud.map(|ix| site.clouds.providers[ix.index()].id.as_str()),
        status_quo: option.status_quo,
    }
}

fn criterion_export<'a>(record: &'a Record, criterion: &'a Criterion) -> CriterionExport<'a> {
    let must = |pick: fn(&Must) -> Option<f64>| criterion.terms.musts.iter().find_map(pick).map(Number);
    CriterionExport {
        id: &criterion.terms.id,
        name: &criterion.terms.name,
        question: criterion.terms.question.as_deref(),
        points: Number(criterion.points()),
        measure: measure::word(&criterion.reading),
        unit: criterion.terms.unit.as_deref(),
        cost: criterion.terms.cost,
        must: must(|must| if let Must::Value(bound) = must { Some(*bound) } else { None }),
        at_least: must(|must| if let Must::AtLeast(bound) = must { Some(*bound) } else { None }),
        at_most: must(|must| if let Must::AtMost(bound) = must { Some(*bound) } else { None }),
        why: criterion.why.iter().map(|(ix, why)| (id(record, *ix), why.as_str())).collect(),
    }
}

fn evaluation_export<'a>(record: &'a Record, evaluation: &'a Evaluation) -> EvaluationExport<'a> {
    let measured = |readings: &'a [Measurement]| readings.iter().map(|reading| measurement(record, reading)).collect();
    EvaluationExport {
        metric: evaluation.metric.as_deref(),
        direction: match evaluation.direction {
            Direction::Higher => "higher",
            Direction::Lower => "lower",
        },
        target: evaluation.target.map(Number),
        agreed_on: evaluation.agreed_on,
        set: evaluation.set.as_deref(),
        expected: evaluation.expected.map(Number),
        baselines: measured(&evaluation.baselines),
        results: measured(&evaluation.results),
    }
}

fn measurement<'a>(record: &'a Record, reading: &'a Measurement) -> MeasurementExport<'a> {
    MeasurementExport {
        option: reading.option.map(|ix| id(record, ix)),
        model: reading.model.as_deref(),
        value: Number(reading.value),
        on: reading.on,
        set: reading.set.as_deref(),
    }
}

fn review_entry(entry: &ReviewEntry) -> ReviewEntryExport<'_> {
    ReviewEntryExport { on: entry.on, by: entry.by.as_deref(), outcome: entry.outcome.map(Outcome::word), note: entry.note.as_deref() }
}
