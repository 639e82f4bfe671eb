//! The emptiest site, record, option and so on there can be, for tests that fill in what they are about.

use std::sync::Arc;

use rationale::{
    base::{
        date::Date,
        source::{FileId, Span},
    },
    model::{
        SourceIx,
        body::Body,
        catalogue::{CloudCatalogue, PriceBook},
        cost::{Cost, CostKind, CostTerms, Costing, Tco},
        criterion::{Criterion, CriterionTerms, Reading},
        framework::{Framework, Thresholds},
        places::Places,
        quantity::Amount,
        record::{Alternative, Record, Relations, Status},
        site::{Config, HtmlPolicy, Repository, Site},
    },
};

pub(crate) const HERE: Span = Span { file: FileId(0), start: 0, end: 0 };

pub(crate) fn date(text: &str) -> Date {
    text.parse().expect("a date of the test")
}

pub(crate) fn site(today: Date, record: Record) -> Site {
    Site {
        config: config(),
        today,
        records: vec![record],
        coverage: Vec::new(),
        drafts_left_out: 0,
        frameworks: Vec::new(),
        prices: PriceBook::default(),
        clouds: CloudCatalogue { file: FileId(0), checked: None, providers: Vec::new(), capabilities: Vec::new() },
        pages: Vec::new(),
        assets: Vec::new(),
        redirects: Vec::new(),
    }
}

fn config() -> Config {
    Config {
        title: "Decisions".into(),
        description: None,
        base_url: None,
        language: "en".into(),
        currency: "USD".into(),
        theme: "default".into(),
        output: "public".into(),
        html: HtmlPolicy::Sanitize,
        review_months: 6,
        notice_days: 30,
        grace_days: 14,
        repository: Repository { edit_url: None, history_url: None, directory: None, reads_history: false },
        csv_bom: false,
        sources: Vec::new(),
        lints: Vec::new(),
        thresholds: Thresholds::default(),
        thresholds_set: Vec::new(),
        extra: Vec::new(),
    }
}

pub(crate) fn record(id: &str) -> Record {
    Record {
        file: FileId(0),
        span: HERE,
        source: SourceIx(0),
        scope: None,
        id: id.into(),
        stem: id.into(),
        title: id.into(),
        status: Status::Accepted,
        stated: Status::Accepted,
        date: None,
        decided: None,
        deciders: Vec::new(),
        consulted: Vec::new(),
        informed: Vec::new(),
        owner: None,
        tags: Vec::new(),
        framework: None,
        chosen: None,
        why: None,
        confidence: None,
        summary: None,
        relations: Relations::default(),
        review: None,
        reviews: Vec::new(),
        evaluation: None,
        data: None,
        training: None,
        requirements: None,
        differentiator: None,
        justification: None,
        options: Vec::new(),
        criteria: Vec::new(),
        voices: Vec::new(),
        matrix_withheld: false,
        tco: None,
        path: Vec::new(),
        checklist: Vec::new(),
        affects: Vec::new(),
        lints: Vec::new(),
        places: Places::default(),
        imported_from: None,
        status_text: None,
        form: None,
        extra: Vec::new(),
        body: Body::default(),
        history: None,
        date_derived: false,
        faults: Vec::new(),
    }
}

pub(crate) fn option(id: &str, costing: Costing) -> Alternative {
    Alternative {
        id: id.into(),
        name: id.into(),
        track: None,
        role: None,
        summary: None,
        pros: Vec::new(),
        cons: Vec::new(),
        time: None,
        team: None,
        needs: None,
        cloud: None,
        status_quo: false,
        costing,
        span: HERE,
    }
}

pub(crate) fn cost(id: &str, kind: CostKind) -> Cost {
    let terms = CostTerms { id: id.into(), name: None, remarks: None, start: 0, end: None, price_change: None, span: HERE };
    Cost { terms: Arc::new(terms), currency: "USD".into(), rate: Some(1.0), kind }
}

pub(crate) fn once(amount: f64) -> CostKind {
    CostKind::Once { amount: Amount::fixed(amount), month: 0 }
}

pub(crate) fn criterion(id: &str, weight: f64, reading: Reading) -> Criterion {
    Criterion {
        terms: CriterionTerms {
            id: id.into(),
            name: id.into(),
            question: None,
            anchors: Vec::new(),
            weight: Some(weight),
            unit: None,
            musts: Vec::new(),
            cost: false,
            span: HERE,
        },
        reading,
        why: Vec::new(),
    }
}

pub(crate) fn tco(months: u32, discount_rate: f64) -> Tco {
    Tco {
        months,
        discount_rate,
        currency: "USD".into(),
        samples: 0,
        rates: Vec::new(),
        rates_on: None,
        volumes: Vec::new(),
        volume: None,
        range: None,
        scenarios: Vec::new(),
    }
}

pub(crate) fn framework(id: &str) -> Framework {
    Framework {
        file: FileId(0),
        id: id.into(),
        name: id.into(),
        summary: None,
        review_months: None,
        tracks: Vec::new(),
        factors: Vec::new(),
        criteria: Vec::new(),
        questions: Vec::new(),
        checklist: Vec::new(),
        antipatterns: Vec::new(),
        thresholds: Thresholds::default(),
        thresholds_set: Vec::new(),
        extra: Vec::new(),
    }
}
