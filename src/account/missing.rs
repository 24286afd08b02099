//! Whether what a plan names is there: an error that says what there is, on the attribute at fault.

use tf_provider::{AttributePath, Diagnostic};

use super::error::Error;
use super::failure::{ending_destroy, failure};
use super::lookup;
use super::records::Account;
use super::tree::Kept;
use crate::api::{Ivr, IvrMenu, MenuId};
use crate::plugin::diagnostic;

/// Returns the error of an IVR that isn't there, or that the account couldn't be asked for.
pub async fn missing_ivr(account: &Account, ivr_id: i64) -> Option<Diagnostic> {
    let error = lookup::ivr(account, ivr_id).await.err()?;
    Some(refused::<Ivr>(&Ivr::which((), ivr_id), &error, None, ""))
}

/// Returns the error of a menu that isn't there; `path` is the attribute at fault where that isn't `menu_id`.
pub async fn missing_menu(
    account: &Account,
    menu: MenuId,
    path: Option<AttributePath>,
) -> Option<Diagnostic> {
    let error = lookup::menu(account, menu).await.err()?;
    let MenuId { ivr_id, menu_id } = menu;
    let elsewhere = account.ivr_of_menu(menu_id).filter(|owner| *owner != ivr_id);
    let elsewhere =
        elsewhere.map(|owner| format!(" Menu {menu_id} belongs to IVR {owner}, and not to IVR {ivr_id}."));
    let which = IvrMenu::which(ivr_id, menu_id);
    Some(refused::<IvrMenu>(&which, &error, path, &elsewhere.unwrap_or_default()))
}

/// Makes the error of a look-up; `path` is the attribute at fault where that isn't the one that is looked up by.
fn refused<R: Kept>(which: &str, error: &Error, path: Option<AttributePath>, more: &str) -> Diagnostic {
    let Error::NotOne(not_one) = error else { return failure(R::LIST, which, error) };
    let Diagnostic { summary, detail, attribute } = not_one.diagnostic();
    ending_destroy(diagnostic(summary, format!("{detail}{more}"), path.unwrap_or(attribute)))
}
