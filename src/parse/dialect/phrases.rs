//! Words of a status and of ties, in seven languages. Data: what is not here is not known, and is never guessed at.

use crate::{model::record::Status, parse::draft::TieKind};

/// Statuses (ruling 42). Words are small letters with one space between them. Where one begins another, the longer one counts.
#[rustfmt::skip] // Lists of words, as many on a line as there is room for.
pub(super) const STATUSES: &[(Status, &[&str])] = &[
    (Status::Accepted, &[
        "accepted", "accept", "acepted", "accpeted", "approved", "active", "adopted", "implemented", "decided", "akzeptiert",
        "angenommen", "beschlossen", "genehmigt", "entschieden", "aktiv", "umgesetzt", "implementiert", "freigegeben", "accepté",
        "acceptée", "approuvé", "approuvée", "adopté", "adoptée", "validé", "validée", "décidé", "décidée", "actif", "active",
        "implémenté", "implémentée", "en vigueur", "aceptado", "aceptada", "aprobado", "aprobada", "adoptado", "adoptada", "activo",
        "activa", "vigente", "implementado", "implementada", "decidido", "decidida", "aceito", "aceita", "aceite", "aprovado", "aprovada",
        "adotado", "adotada", "adoptado", "ativo", "ativa", "em vigor",
    ]),
    (Status::Proposed, &[
        "proposed", "proposal", "propose", "draft", "drafted", "drafting", "pending", "wip", "work in progress", "provisional",
        "implementable", "on hold", "in review", "under review", "in discussion", "under discussion", "vorgeschlagen", "vorschlag", "entwurf", "in arbeit", "in bearbeitung",
        "in prüfung", "in abstimmung", "in diskussion", "ausstehend", "zurückgestellt", "proposé", "proposée", "proposition", "brouillon", "en attente", "en cours", "en discussion",
        "en cours de rédaction", "en revue", "en relecture", "propuesto", "propuesta", "borrador", "pendiente", "en revisión", "en discusión",
        "en progreso", "en espera", "proposto", "proposta", "rascunho", "pendente", "em revisão", "em discussão", "em andamento", "em espera",
    ]),
    (Status::Rejected, &[
        "rejected", "reject", "invalidated", "declined", "decided against", "abgelehnt", "verworfen", "zurückgewiesen", "rejeté",
        "rejetée", "refusé", "refusée", "rechazado", "rechazada", "rejeitado", "rejeitada", "recusado", "recusada",
    ]),
    (Status::Deprecated, &[
        "deprecated", "depreciated", "depricated", "deprecate", "retired", "obsolete", "obsoleted", "veraltet", "überholt", "außer kraft",
        "obsolète", "déprécié", "dépréciée", "obsoleto", "obsoleta", "deprecado", "deprecada", "depreciado", "depreciada",
        "descontinuado", "descontinuada",
    ]),
    (Status::Superseded, &[
        "superseded", "superceded", "superseeded", "superceeded", "supersed", "supersede", "supercede", "replaced", "reverted by",
        "ersetzt", "abgelöst", "remplacé", "remplacée", "supplanté", "supplantée", "reemplazado", "reemplazada", "sustituido",
        "sustituida", "substituído", "substituída", "substituido", "substituida",
    ]),
];

/// Statuses in scripts without spaces: what a word may begin with. Longer ones stand before those that they begin with.
#[rustfmt::skip] // Lists of words, as many on a line as there is room for.
pub(super) const WIDE_STATUSES: &[(Status, &[&str])] = &[
    (Status::Proposed, &["承認待ち", "決定待ち", "承認依頼"]),
    (Status::Rejected, &[
        "採用しない", "採用見送り", "採用せず", "不採用", "却下", "棄却", "否認", "已拒绝", "已拒絕", "拒绝", "拒絕", "已否决", "已否決", "否决", "驳回", "已驳回", "不采纳", "未采纳",
    ]),
    (Status::Deprecated, &["非推奨", "廃止", "已弃用", "已棄用", "弃用", "棄用", "已废弃", "已廢棄", "废弃", "廢棄", "已过时", "过时", "已退役"]),
    (Status::Superseded, &["置き換え", "置換済み", "置換", "上書き", "已被取代", "已被替代", "已被替换", "被取代", "被替代", "被替换", "已取代", "已替代", "已替换", "取代"]),
    (Status::Accepted, &[
        "承認済み", "承認済", "承認", "採用済み", "採用", "採択", "受理", "受け入れ済み", "決定済み", "決定", "有効", "実装済み", "适用", "已接受", "接受", "已采纳", "已採納", "采纳", "採納",
        "已采用", "已採用", "采用", "已批准", "批准", "已核准", "已通过", "已通過", "通过", "已生效", "生效", "已实施", "已實施", "已决定", "已決定", "有效", "活跃",
    ]),
    (Status::Proposed, &[
        "提案中", "提案済み", "提案", "下書き", "ドラフト", "草案", "レビュー中", "検討中", "保留中", "保留", "作成中", "作業中", "已提议", "已提議", "提议", "提議", "草稿", "待定", "待审",
        "待審", "待批准", "待决定", "评审中", "評審中", "审核中", "進行中", "进行中",
    ]),
];

/// Words before a status that change nothing about it.
#[rustfmt::skip]
pub(super) const LEADS: &[&str] = &[
    "this", "the", "adr", "record", "decision", "it", "is", "was", "has", "been", "now", "currently", "status", "as", "of", "since", "on",
    "fully", "effectively", "officially", "unanimously", "current", "entscheidung", "ist", "wurde", "est", "a", "été", "ha", "sido", "foi", "está", "es",
];

/// Words before a tie or a status by which only a part is meant.
pub(super) const PARTLY: &[&str] = &["partly", "partially", "partial", "teilweise", "partiellement", "parcialmente", "部分的に", "部分"];

/// Words behind a tie's verb by which only a part is meant: `superseded in part by`.
pub(super) const IN_PART: &[&str] =
    &["in part", "in parts", "part of", "parts of", "a part of", "partly", "partially", "zum teil", "en partie", "en parte", "em parte"];

/// How a tie is worded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    /// Its words.
    pub words: &'static str,
    /// What it says.
    pub kind: TieKind,
    /// What the model has no kind for, in English.
    pub label: Option<&'static str>,
    /// Whether the words are too common to mean a tie in the middle of a sentence.
    pub weak: bool,
    /// Whether the words say that only a part is meant.
    pub part: bool,
}

const fn strong(words: &'static str, kind: TieKind) -> Phrase {
    Phrase { words, kind, label: None, weak: false, part: false }
}

const fn labelled(words: &'static str, kind: TieKind, label: &'static str) -> Phrase {
    Phrase { words, kind, label: Some(label), weak: false, part: false }
}

const fn weak(words: &'static str, kind: TieKind, label: Option<&'static str>) -> Phrase {
    Phrase { words, kind, label, weak: true, part: false }
}

use TieKind::{AmendedBy, Amends, DependsOn, NeededBy, RelatesTo, SupersededBy, Supersedes};

/// Wordings of ties. Where one begins another, the longer one counts.
#[rustfmt::skip]
pub(super) const PHRASES: &[Phrase] = &[
    strong("superseded by", SupersededBy), strong("superceded by", SupersededBy), strong("superseeded by", SupersededBy),
    strong("superceeded by", SupersededBy), strong("supersed by", SupersededBy), strong("superseded with", SupersededBy),
    strong("supercedes by", SupersededBy), strong("replaced by", SupersededBy), strong("replaced with", SupersededBy),
    labelled("reverted by", SupersededBy, "reverted by"), strong("supersedes", Supersedes), strong("supercedes", Supersedes),
    strong("superseeds", Supersedes), strong("superseding", Supersedes), weak("replaces", Supersedes, None),
    labelled("reverts", Supersedes, "reverts"), strong("amended by", AmendedBy), strong("amends", Amends), strong("amendment to", Amends),
    strong("amendment of", Amends), labelled("modified by", AmendedBy, "modified by"), weak("modifies", Amends, Some("modifies")),
    labelled("changed by", AmendedBy, "changed by"), weak("changes", Amends, Some("changes")),
    labelled("extended by", AmendedBy, "extended by"), weak("extends", Amends, Some("extends")),
    labelled("refined by", AmendedBy, "refined by"), labelled("refines", Amends, "refines"),
    labelled("clarified by", AmendedBy, "clarified by"), weak("clarifies", Amends, Some("clarifies")),
    labelled("updated by", AmendedBy, "updated by"), weak("updates", Amends, Some("updates")),
    labelled("complemented by", AmendedBy, "complemented by"), weak("complements", Amends, Some("complements")),
    labelled("deprecated by", SupersededBy, "deprecated by"), labelled("obsoleted by", SupersededBy, "obsoleted by"),
    labelled("invalidated by", RelatesTo, "invalidated by"), labelled("deprecates", RelatesTo, "deprecates"),
    labelled("obsoletes", RelatesTo, "obsoletes"), labelled("in favour of", RelatesTo, "in favour of"),
    labelled("in favor of", RelatesTo, "in favour of"), labelled("conflicts with", RelatesTo, "conflicts with"),
    strong("depends on", DependsOn), weak("depends", DependsOn, None), weak("dependent on", DependsOn, None),
    labelled("builds on", DependsOn, "builds on"), weak("based on", DependsOn, Some("based on")),
    weak("requires", DependsOn, Some("requires")), labelled("required by", NeededBy, "required by"),
    labelled("needed by", NeededBy, "needed by"), weak("enables", NeededBy, Some("enables")),
    labelled("enabled by", DependsOn, "enabled by"), labelled("relied on by", NeededBy, "relied on by"), strong("relates to", RelatesTo),
    strong("related to", RelatesTo), weak("related", RelatesTo, None), weak("see also", RelatesTo, None), weak("see", RelatesTo, None),
    weak("follows", RelatesTo, Some("follows")), weak("follow up to", RelatesTo, Some("follows")),
    labelled("followed by", RelatesTo, "followed by"), labelled("derived from", RelatesTo, "derived from"),
    labelled("split from", RelatesTo, "split from"), labelled("split into", RelatesTo, "split into"),
    labelled("merged into", RelatesTo, "merged into"),
    // German
    strong("ersetzt durch", SupersededBy), strong("abgelöst durch", SupersededBy), strong("abgelöst von", SupersededBy),
    strong("wird ersetzt durch", SupersededBy), strong("löst ab", Supersedes), strong("geändert durch", AmendedBy),
    strong("ergänzt durch", AmendedBy), weak("ergänzt", Amends, None), weak("ändert", Amends, None),
    labelled("erweitert durch", AmendedBy, "extended by"), weak("erweitert", Amends, Some("extends")), strong("hängt ab von", DependsOn),
    strong("verwandt mit", RelatesTo), weak("siehe auch", RelatesTo, None), weak("siehe", RelatesTo, None),
    // French
    strong("remplacé par", SupersededBy), strong("remplacée par", SupersededBy), strong("supplanté par", SupersededBy),
    strong("supplantée par", SupersededBy), weak("remplace", Supersedes, None), strong("amendé par", AmendedBy),
    strong("amendée par", AmendedBy), strong("modifié par", AmendedBy), strong("modifiée par", AmendedBy), weak("amende", Amends, None),
    weak("modifie", Amends, None), labelled("complété par", AmendedBy, "complemented by"),
    labelled("complétée par", AmendedBy, "complemented by"), strong("dépend de", DependsOn), strong("lié à", RelatesTo),
    weak("voir aussi", RelatesTo, None), weak("voir", RelatesTo, None),
    // Spanish
    strong("reemplazado por", SupersededBy), strong("reemplazada por", SupersededBy), strong("sustituido por", SupersededBy),
    strong("sustituida por", SupersededBy), weak("reemplaza a", Supersedes, None), weak("reemplaza", Supersedes, None),
    weak("sustituye a", Supersedes, None), weak("sustituye", Supersedes, None), strong("modificado por", AmendedBy),
    strong("modificada por", AmendedBy), strong("enmendado por", AmendedBy), strong("enmendada por", AmendedBy),
    weak("enmienda", Amends, None), weak("modifica", Amends, None), strong("depende de", DependsOn), strong("relacionado con", RelatesTo),
    strong("relacionada con", RelatesTo), weak("ver también", RelatesTo, None),
    // Portuguese
    strong("substituído por", SupersededBy), strong("substituída por", SupersededBy), strong("substituido por", SupersededBy),
    strong("substituida por", SupersededBy), weak("substitui", Supersedes, None), strong("alterado por", AmendedBy),
    strong("alterada por", AmendedBy), weak("altera", Amends, None), strong("relacionado a", RelatesTo),
    strong("relacionado com", RelatesTo), weak("ver também", RelatesTo, None), weak("veja também", RelatesTo, None),
];

/// Wordings in scripts without spaces, found anywhere in a word. The other record stands before or behind them.
#[rustfmt::skip]
pub(super) const WIDE_PHRASES: &[Phrase] = &[
    strong("によって置き換え", SupersededBy), strong("により置き換え", SupersededBy), strong("に置き換え", SupersededBy), strong("により置換", SupersededBy),
    strong("に置換", SupersededBy), strong("で置き換え", SupersededBy), strong("を置き換え", Supersedes), strong("によって変更", AmendedBy),
    strong("により変更", AmendedBy), strong("を変更", Amends), strong("を修正", Amends), strong("に関連", RelatesTo), strong("已被", SupersededBy),
    strong("被", SupersededBy), strong("由", SupersededBy), strong("取代了", Supersedes), strong("替代了", Supersedes), strong("取代", Supersedes),
    strong("替代", Supersedes), strong("相关", RelatesTo),
];

/// Phrases as fields: `Superseded by: …`, `supersededBy: …`, `Related to`. What is not here may still be one of [`PHRASES`].
#[rustfmt::skip]
pub(super) const FIELDS: &[Phrase] = &[
    strong("superseded", SupersededBy), strong("successor", SupersededBy), strong("successors", SupersededBy),
    strong("replacement", SupersededBy), strong("nachfolger", SupersededBy), strong("supersede", Supersedes),
    strong("replaces", Supersedes), strong("predecessor", Supersedes), strong("predecessors", Supersedes), strong("ersetzt", Supersedes),
    strong("vorgänger", Supersedes), strong("amend", Amends), strong("amendments", AmendedBy), strong("depends on adrs", DependsOn),
    strong("dependencies", DependsOn), strong("relates", RelatesTo), strong("related with", RelatesTo), strong("置き換え先", SupersededBy),
    strong("置き換え元", Supersedes), strong("後継", SupersededBy), strong("取代者", SupersededBy), strong("被取代", SupersededBy),
    strong("取代", Supersedes), weak("influenced by", RelatesTo, Some("influenced by")),
    weak("influences", RelatesTo, Some("influences")),
    weak("used by", NeededBy, Some("used by")), weak("uses", DependsOn, Some("uses")),
    weak("implements", RelatesTo, Some("implements")), weak("implemented by", RelatesTo, Some("implemented by")),
    weak("affects", RelatesTo, Some("affects")), weak("affected by", RelatesTo, Some("affected by")),
    weak("informs", RelatesTo, Some("informs")), weak("informed by", RelatesTo, Some("informed by")),
    weak("constrained by", RelatesTo, Some("constrained by")), weak("constrains", RelatesTo, Some("constrains")),
    weak("motivated by", RelatesTo, Some("motivated by")), weak("triggered by", RelatesTo, Some("triggered by")),
    weak("part of", RelatesTo, Some("part of")), weak("blocked by", DependsOn, Some("blocked by")),
    weak("blocks", NeededBy, Some("blocks")), weak("contradicts", RelatesTo, Some("contradicts")),
    weak("supports", RelatesTo, Some("supports")), weak("supported by", RelatesTo, Some("supported by")),
];
