//! The file that holds what the configuration refers to and has no resource for: the only one with ids, or with look-ups.

use super::hcl::{Document, block, line, reference, text};
use super::kind::Kind;
use super::lists::NotFindable;
use super::references::{Other, References, Source};
use crate::plain_text::{listed, quoted};

/// How many places a description names at most.
const MAX_PLACES: usize = 5;

/// A variable without a default value: for what can't be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// What its value is in the account that was exported, and why it isn't looked up.
    pub reason: String,
}

/// Writes the maps of ids of an export of routes alone.
pub(super) fn maps(references: &References<'_>) -> Document {
    let mut document = Document::default();
    let entries = references.maps();
    if !entries.is_empty() {
        let remark = "IVRs and menus are made in the admin center; these are their ids.";
        document.block(&[remark.to_owned()], block("locals", &[], entries));
    }
    document
}

/// Writes the locals, the data sources that look their ids up, and the variables.
pub(super) fn write(references: &References<'_>) -> Document {
    let mut document = Document::default();
    let others = references.others();
    others.iter().for_each(|other| look_up(&mut document, references, other));
    let locals = others.iter().filter(|other| !is_variable(other));
    let locals: Vec<_> = locals.map(|other| line(&other.name, references.value(other))).collect();
    if !locals.is_empty() {
        let remark = if references.has_ids() {
            "What has no resource here; these are the ids in this account."
        } else {
            "What has no resource here; the ids are those of the account that this is applied to."
        };
        document.block(&[remark.to_owned()], block("locals", &[], locals));
    }
    for other in others {
        if let Source::Variable(why) = &other.source {
            let entries = vec![
                line("type", reference(&["number"])),
                line("description", text(&description(other, why))),
            ];
            document.block(&[], block("variable", &[&other.name], entries));
        }
    }
    document
}

/// Lists the variables that somebody has to set.
pub(super) fn variables(references: &References<'_>) -> Vec<Variable> {
    let variable = |other: &Other| match &other.source {
        Source::Variable(why) => Some(Variable {
            name: other.name.clone(),
            reason: format!("{} {}: {}", other.kind.noun(), other.id, reason(other.kind, why)),
        }),
        _ => None,
    };
    references.others().into_iter().filter_map(variable).collect()
}

fn is_variable(other: &Other) -> bool {
    matches!(other.source, Source::Variable(_))
}

fn look_up(document: &mut Document, references: &References<'_>, other: &Other) {
    let (kind, mut entries) = (other.kind, Vec::new());
    match &other.source {
        Source::Name(name) => entries.push(line(kind.found_by(), text(name))),
        Source::MenuName(ivr_id, name) => {
            entries.push(line("ivr_id", references.ivr(*ivr_id)));
            entries.push(line(kind.found_by(), text(name)));
        }
        Source::Id | Source::DefaultMenu(_) | Source::Variable(_) => return,
    }
    document.block(&[], block("data", &[kind.data_source(), &references.data_name(other)], entries));
}

fn description(other: &Other, why: &NotFindable) -> String {
    let places = listed(other.places.iter().cloned(), MAX_PLACES);
    format!(
        "The id of the {} in {places}. It can't be looked up: {}.",
        other.kind.noun(),
        reason(other.kind, why)
    )
}

fn reason(kind: Kind, why: &NotFindable) -> String {
    let (noun, name) = (kind.noun(), if kind == Kind::PhoneNumber { "nickname" } else { "name" });
    match why {
        NotFindable::Unread => format!("the list of {noun}s couldn't be read"),
        NotFindable::Missing => format!("there is no such {noun} in the account that was exported"),
        NotFindable::InIvr => "its IVR can't be looked up".to_owned(),
        NotFindable::Nameless => format!("it has no {name}"),
        NotFindable::Shared(shared) => format!("several {noun}s have the {name} {}", quoted(shared)),
    }
}
