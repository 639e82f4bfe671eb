//! `schema`: says what may stand in the files of a site, for editors and other programs, and as a table for people.

use super::{
    Verdict,
    args::tools::{Schema, SchemaFormat},
    files::write_all,
    terminal::Terminal,
};
use crate::{
    base::edit_distance::nearest,
    io::failure::Failure,
    parse::{
        reference::reference,
        schema::schema,
        tables::documents::{DOCUMENTS, Document, document},
    },
};

/// Runs the command. It needs no site: the format is the same in all of them.
pub(super) fn run(args: &Schema, terminal: &mut Terminal) -> Result<Verdict, Failure> {
    let asked: Vec<&Document> = match &args.name {
        Some(name) => vec![document(name).ok_or_else(|| unknown(name))?],
        None => DOCUMENTS.iter().collect(),
    };
    let text = |document: &Document| match args.format {
        SchemaFormat::Json => format!("{}\n", serde_json::to_string_pretty(&schema(document)).expect("plain data can be written as JSON")),
        SchemaFormat::Markdown => reference([document]),
    };
    let ending = match args.format {
        SchemaFormat::Json => "json",
        SchemaFormat::Markdown => "md",
    };
    match (&args.out, &args.name) {
        (Some(dir), _) => {
            let files = asked.iter().map(|document| (format!("{}.{ending}", document.name), text(document).into_bytes()));
            write_all(dir, files.collect(), terminal)?;
        }
        (None, Some(_)) => terminal.result(&text(asked[0])),
        (None, None) if args.format == SchemaFormat::Markdown => terminal.result(&reference(DOCUMENTS)),
        (None, None) => terminal.result(&list()),
    }
    Ok(Verdict::Clean)
}

/// The names, with what each is for.
fn list() -> String {
    let lines = DOCUMENTS.iter().map(|document| format!("  {:<10} {}\n", document.name, document.place.replace('`', "")));
    format!("Schemas:\n{}\n`rationale schema NAME` prints one, `rationale schema --out DIR` writes all.\n", lines.collect::<String>())
}

fn unknown(name: &str) -> Failure {
    let failure = Failure::new("print", name, "there is no schema of this name");
    match nearest(name, DOCUMENTS.iter().map(|document| document.name)) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`rationale schema` lists all of them"),
    }
}
