//! Looking something up: by its id, or by a name, which several may have.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use crate::account::Session;
use crate::account::{Candidate, Error, Menus, listed};
use crate::api::{Ivr, IvrMenu};
use crate::ivr_route;
use crate::ivr_route::failure::failure;
use crate::plugin::{Number, diagnostic};

/// Has `find` look something up in the account of the session; why it couldn't is an error.
pub async fn read<T>(
    session: &Session,
    diags: &mut Diagnostics,
    find: impl AsyncFnOnce(&Menus) -> Result<T, Diagnostic>,
) -> Option<T> {
    let account = session.account();
    let found = match account.menus() {
        Ok(menus) => find(menus).await,
        Err(error) => Err(error),
    };
    found.map_err(|error| diags.add_error(error)).ok()
}

/// Gives the IVRs of the account.
pub async fn ivrs(menus: &Menus) -> Result<Vec<Ivr>, Diagnostic> {
    menus.ivrs().await.map_err(|error| not_chosen(&error))
}

/// Gives the IVR with an id.
pub async fn ivr(menus: &Menus, id: &Value<Number>) -> Result<Ivr, Diagnostic> {
    let id = ivr_route::id(id, AttributePath::new("ivr_id"))?;
    menus.choose_ivr(id).await.map_err(|error| not_chosen(&error))
}

/// Gives the menus of an IVR.
pub async fn menus_of(menus: &Menus, ivr: &Ivr) -> Result<Vec<IvrMenu>, Diagnostic> {
    let which = || format!("Menus of IVR {}", ivr.id);
    menus.menus_of(ivr).await.map_err(|error| failure("list IVR menus", &which(), &error))
}

/// Says why there is no IVR or no menu of an id, on the attribute that gave the id.
pub fn not_chosen(error: &Error) -> Diagnostic {
    let wanted = |noun, attribute, id| Wanted { noun, attribute, property: format!("the id {id}") };
    match error {
        Error::NoIvr(missing) => none(wanted("IVR", "ivr_id", missing.id), &missing.among),
        Error::NoMenu(missing) => {
            none(wanted("menu", "menu_id", missing.id), missing.menus().map(|(_, menu)| menu))
        }
        error => failure("list IVRs", "IVRs of the account", error),
    }
}

/// What an object is looked for by.
pub struct Wanted {
    /// What kind of object, such as `IVR`.
    pub noun: &'static str,
    /// The attribute that says which one.
    pub attribute: &'static str,
    /// What it says, to follow "has", such as `the name "Billing"`.
    pub property: String,
}

/// Picks the only object that `is_meant`; none or several are an error on the attribute that lists what there is.
pub fn only_one<T>(objects: Vec<T>, wanted: Wanted, is_meant: impl Fn(&T) -> bool) -> Result<T, Diagnostic>
where
    for<'a> Candidate<'a>: From<&'a T>,
{
    let (mut found, others): (Vec<T>, Vec<T>) = objects.into_iter().partition(is_meant);
    match found[..] {
        [_] => Ok(found.remove(0)),
        [] => Err(none(wanted, &others)),
        _ => Err(several(wanted, &found)),
    }
}

fn none<'a>(wanted: Wanted, there_are: impl IntoIterator<Item = impl Into<Candidate<'a>>>) -> Diagnostic {
    let Wanted { noun, attribute, property } = wanted;
    let detail = format!("No {noun} has {property}. There are: {}.", listed(there_are));
    diagnostic(format!("{} not found", capitalised(noun)), detail, AttributePath::new(attribute))
}

fn several<'a>(wanted: Wanted, found: impl IntoIterator<Item = impl Into<Candidate<'a>>>) -> Diagnostic {
    let Wanted { noun, attribute, property } = wanted;
    let detail =
        format!("Several {noun}s have {property}: {}. Name the one that is meant by its id.", listed(found));
    diagnostic(format!("Several {noun}s found"), detail, AttributePath::new(attribute))
}

fn capitalised(noun: &str) -> String {
    let mut letters = noun.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
