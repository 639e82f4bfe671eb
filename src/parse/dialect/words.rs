//! What teams call the fields of a record, in seven languages. Data, and one way to look it up.

/// What a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// The record's title.
    Title,
    /// Where it stands.
    Status,
    /// The day of that.
    Date,
    /// The day it was accepted.
    Decided,
    /// The day it was first written down.
    Created,
    /// The day it was last changed.
    Updated,
    /// Who decided.
    Deciders,
    /// Who was asked.
    Consulted,
    /// Who was told.
    Informed,
    /// Who answers for it.
    Owner,
    /// Who wrote it.
    Authors,
    /// Tags.
    Tags,
    /// Ties of any kind.
    Links,
    /// A heading above fields.
    Fields,
    /// A heading above what became of it, and when.
    History,
}

#[rustfmt::skip] // Lists of words, as many on a line as there is room for.
const KEYS: &[(Key, &[&str])] = &[
    (Key::Title, &["title", "adr title", "decision title", "titel", "titre", "título", "titulo", "タイトル", "标题", "標題"]),
    (Key::Status, &[
        "status", "state", "adr status", "adr state", "decision status", "current status", "status of decision", "status of the decision",
        "document status", "proposal status", "lifecycle", "zustand", "stand", "état", "etat", "statut", "statut de la décision",
        "estado", "estatus", "situação", "situacao", "ステータス", "状態", "状況", "状态", "狀態", "当前状态", "目前狀態", "disposition",
    ]),
    (Key::Date, &[
        "date", "decision date", "date of decision", "status date", "date of status", "adr date", "day", "datum", "fecha", "data", "日付",
        "日期", "date de la décision", "fecha de decisión", "data da decisão", "date of record", "dated",
    ]),
    (Key::Decided, &[
        "decided", "decided on", "decided at", "date decided", "accepted on", "accepted at", "date accepted", "acceptance date",
        "approved on", "approved at", "date approved", "approval date", "adopted on", "accepted date", "approved date",
        "decision made on", "date completed", "entschieden am", "entscheidungsdatum", "beschlossen am", "angenommen am", "décidé le", "accepté le",
        "aprobado el", "aceptado el", "aprovado em", "aceito em", "決定日", "承認日", "决定日期", "批准日期",
    ]),
    (Key::Created, &[
        "created", "created on", "created at", "creation date", "date created", "created date", "date documented", "documented", "date started", "started", "started on",
        "start date", "proposed on", "date proposed", "proposal date", "date raised", "submitted", "submitted on", "drafted on",
        "initial date", "opened", "published", "published on", "erstellt", "erstellt am", "angelegt am", "créé le", "date de création",
        "creado", "creado el", "fecha de creación", "criado em", "data de criação", "作成日", "作成日時", "创建日期", "創建日期", "创建时间",
    ]),
    (Key::Updated, &[
        "updated", "updated on", "updated at", "last updated", "last update", "last modified", "last modified date", "modified",
        "modified on", "last changed", "last edited", "last revised", "revised", "date updated", "date revised", "revision date", "update date", "aktualisiert",
        "aktualisiert am", "geändert am", "zuletzt geändert", "mis à jour le", "dernière mise à jour", "actualizado", "actualizado el",
        "última actualización", "atualizado em", "última atualização", "更新日", "更新日期", "最終更新", "最終更新日",
    ]),
    (Key::Deciders, &[
        "deciders", "decider", "decision maker", "decision makers", "decision maker(s)", "decider(s)", "decided by", "approver",
        "approvers", "approver(s)", "approved by", "accepted by", "decision owner", "decision owners", "decision taken by", "decision by",
        "accountable", "entscheider", "entscheidungsträger", "entscheidende", "entschieden von", "entschieden durch", "decidido por", "décidé par", "décideurs", "décideur", "décideur(s)",
        "decideurs", "decisores", "decisor", "responsables de la decisión", "decididores", "tomadores de decisão", "tomadores de decisao",
        "決定者", "意思決定者", "决策者", "決策者", "决策人",
    ]),
    (Key::Consulted, &[
        "consulted", "consulted parties", "konsultiert", "befragt", "consultés", "consulté", "consultados", "consultado", "相談先", "相談者",
        "咨询对象", "咨询者", "諮詢對象",
    ]),
    (Key::Informed, &[
        "informed", "informed parties", "informiert", "informés", "informé", "informados", "informado", "通知先", "報告先", "知情者", "通知对象",
    ]),
    (Key::Owner, &[
        "owner", "owners", "owned by", "responsible", "champion", "verantwortlich", "responsable", "responsável", "責任者", "担当者", "负责人",
        "負責人",
    ]),
    (Key::Authors, &[
        "author", "authors", "author(s)", "proposed by", "proposer", "written by", "created by", "drafted by", "submitter",
        "contributors", "autor", "autoren", "autorin", "auteur", "auteurs", "autores", "autora", "作成者", "著者", "作者",
    ]),
    (Key::Tags, &[
        "tags", "keywords", "labels", "topics", "categories", "category", "schlagworte", "schlagwörter", "mots clés", "étiquettes",
        "etiquetas", "categoría", "タグ", "カテゴリ", "标签", "標籤", "分类",
    ]),
    (Key::Links, &[
        "links", "related", "related adrs", "related adr", "related adr(s)", "related decisions", "related decision", "related records",
        "related decision records", "related architecture decisions", "related architectural decisions", "relations", "relationships",
        "relationship to other adrs", "see also", "references", "related documents", "related artifacts", "linked adrs",
        "linked decisions", "dependencies", "verwandte entscheidungen", "verweise", "beziehungen", "liens", "décisions liées", "enlaces",
        "decisiones relacionadas", "ligações", "decisões relacionadas", "リンク", "関連", "関連する決定", "链接", "相关", "相关决策", "相關決策",
        "more information", "further information",
    ]),
    (Key::Fields, &[
        "metadata", "meta", "meta data", "info", "information", "document information", "document info", "details", "properties",
        "header", "document control", "record details", "adr information", "summary table", "general information", "metadaten",
        "métadonnées", "metadatos", "metadados", "メタデータ", "元数据", "basic information", "基本信息", "基本情報", "decision record",
        "status and date", "status & date", "decision metadata",
    ]),
    (Key::History, &[
        "change log", "changelog", "history", "status history", "revision history", "version history", "decision history", "decision log",
        "document history", "historie", "änderungen", "änderungshistorie", "historique", "historial", "histórico", "変更履歴", "履歴", "更新履歴",
        "变更记录", "变更历史", "修订历史",
    ]),
];

/// What a field is called, as it is compared: small letters, without marks, numbers and brackets around it.
pub(super) fn bare(label: &str) -> String {
    let words = super::marks::plain(label).to_lowercase();
    // A number of a section, a colon, an emoji before the words, a note in brackets behind them.
    let start = words.find(char::is_alphabetic).unwrap_or(words.len());
    let words = words[start..].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let words = match words.split_once([' ', '\u{3000}']) {
        Some(_) if words.ends_with(')') => words.rsplit_once('(').map_or(words, |(before, _)| before),
        _ => words,
    };
    words.trim().replace(['_', '-'], " ")
}

/// What a label means; `None`: nothing that is known here.
pub(super) fn key(label: &str) -> Option<Key> {
    if label.len() > 120 {
        return None;
    }
    let label = bare(label);
    find(&label).or_else(|| find(label.strip_suffix(" section")?))
}

fn find(label: &str) -> Option<Key> {
    KEYS.iter().find(|(_, names)| names.iter().any(|name| is_same(label, name))).map(|(key, _)| *key)
}

/// Whether words are those of a table, whose letters may have lost their marks: `Acceptee`, `Uberholt`, `Ueberholt`.
pub(super) fn is_same(written: &str, known: &str) -> bool {
    if !may_begin(written, known) {
        return false;
    }
    if known.is_ascii() || written == known || FALSE_FRIENDS.contains(&written) {
        return written == known;
    }
    let mut letters = written.chars().peekable();
    for letter in known.chars() {
        let Some(own) = letters.next() else { return false };
        if own == letter {
            continue;
        }
        let Some((_, bare)) = MARKED.iter().find(|(marked, bare)| marked.contains(letter) && *bare == own) else { return false };
        if "äöü".contains(letter) && letters.peek() == Some(&'e') || *bare == 's' && letter == 'ß' && letters.peek() == Some(&'s') {
            letters.next();
        }
    }
    letters.next().is_none()
}

/// Whether words can begin as others do: most comparisons end at the first letter.
pub(super) fn may_begin(written: &str, known: &str) -> bool {
    let first = known.as_bytes().first();
    first == written.as_bytes().first() || first.is_some_and(|first| !first.is_ascii())
}

/// Letters with marks, and the letter that is left without them.
const MARKED: &[(&str, char)] =
    &[("àáâãä", 'a'), ("ç", 'c'), ("èéêë", 'e'), ("ìíîï", 'i'), ("ñ", 'n'), ("òóôõö", 'o'), ("ùúûü", 'u'), ("ß", 's')];

/// Words of English that look like another language's without marks, and mean less.
const FALSE_FRIENDS: &[&str] = &["decide"];

/// What a key of front matter means: `decision-makers`, `supersededBy`, `adr_status`.
pub(super) fn front_key(name: &str) -> Option<Key> {
    let mut label = String::with_capacity(name.len() + 4);
    let mut before_small = false;
    for letter in name.chars() {
        if letter.is_uppercase() && before_small {
            label.push(' ');
        }
        before_small = letter.is_lowercase();
        label.extend(if matches!(letter, '_' | '-' | '.') { ' '.to_lowercase() } else { letter.to_lowercase() });
    }
    match label.trim() {
        "categories" | "category" | "tag" | "tags" => Some(Key::Tags),
        // Names of other things in front matter.
        "header" | "info" | "log" | "published" | "name" | "summary table" => None,
        label => find(label),
    }
}

/// Names of months, each as long as it must be to be known; longer forms follow from these.
#[rustfmt::skip]
const MONTHS: &[(&str, i8)] = &[
    ("january", 1), ("february", 2), ("march", 3), ("april", 4), ("may", 5), ("june", 6), ("july", 7), ("august", 8), ("september", 9),
    ("october", 10), ("november", 11), ("december", 12), ("sept", 9), ("januar", 1), ("jänner", 1), ("februar", 2), ("märz", 3),
    ("maerz", 3), ("mrz", 3), ("mär", 3), ("mai", 5), ("juni", 6), ("juli", 7), ("oktober", 10), ("okt", 10), ("dezember", 12),
    ("dez", 12), ("janvier", 1), ("janv", 1), ("février", 2), ("fevrier", 2), ("févr", 2), ("fév", 2), ("mars", 3), ("avril", 4),
    ("avr", 4), ("juin", 6), ("juillet", 7), ("juil", 7), ("août", 8), ("aout", 8), ("septembre", 9), ("octobre", 10), ("novembre", 11),
    ("décembre", 12), ("decembre", 12), ("déc", 12), ("enero", 1), ("ene", 1), ("febrero", 2), ("marzo", 3), ("abril", 4), ("abr", 4),
    ("mayo", 5), ("junio", 6), ("julio", 7), ("agosto", 8), ("ago", 8), ("septiembre", 9), ("setiembre", 9), ("octubre", 10),
    ("noviembre", 11), ("diciembre", 12), ("dic", 12), ("janeiro", 1), ("fevereiro", 2), ("fev", 2), ("março", 3), ("marco", 3),
    ("maio", 5), ("junho", 6), ("julho", 7), ("setembro", 9), ("set", 9), ("outubro", 10), ("out", 10), ("novembro", 11),
    ("dezembro", 12),
];

/// The month of a word: `May`, `Sept`, `août`.
pub(super) fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let known = MONTHS.iter().find(|(name, _)| *name == word).map(|(_, month)| *month);
    // Three letters of the English names are used in every language.
    known.or_else(|| MONTHS[..12].iter().find(|(name, _)| word.len() == 3 && name.starts_with(&word)).map(|(_, month)| *month))
}

#[cfg(test)]
mod tests {
    use super::{Key, front_key, is_same, key, month};

    #[test]
    fn fields_are_known_by_any_dress() {
        for (label, expected) in [
            ("**Status**", Some(Key::Status)),
            ("1. Status", Some(Key::Status)),
            ("🚦 Status:", Some(Key::Status)),
            ("Status (required)", Some(Key::Status)),
            ("Decision Maker(s)", Some(Key::Deciders)),
            ("Statut", Some(Key::Status)),
            ("ステータス", Some(Key::Status)),
            ("Status quo", None),
            ("", None),
        ] {
            assert_eq!(key(label), expected, "{label}");
        }
        for (name, expected) in [
            ("decision-makers", Some(Key::Deciders)),
            ("decisionMakers", Some(Key::Deciders)),
            ("State", Some(Key::Status)),
            ("layout", None),
        ] {
            assert_eq!(front_key(name), expected, "{name}");
        }
    }

    #[test]
    fn letters_may_have_lost_their_marks() {
        for (written, known, same) in [
            ("acceptee", "acceptée", true),
            ("acceptée", "acceptée", true),
            ("uberholt", "überholt", true),
            ("ueberholt", "überholt", true),
            ("ausser kraft", "außer kraft", true),
            ("acceptées", "acceptée", false),
            ("accept", "acceptée", false),
            ("remplacé", "remplace", false),
            ("decide", "décidé", false),
        ] {
            assert_eq!(is_same(written, known), same, "{written}, {known}");
        }
    }

    #[test]
    fn months_in_words() {
        for (word, expected) in
            [("May", Some(5)), ("Sept", Some(9)), ("nov", Some(11)), ("août", Some(8)), ("Dez", Some(12)), ("status", None)]
        {
            assert_eq!(month(word), expected, "{word}");
        }
    }
}
