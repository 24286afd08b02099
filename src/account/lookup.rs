//! Looking something up by its id: what isn't there is answered with what there is.

use tf_provider::Diagnostic;

use super::error::Error;
use super::failure::failure;
use super::named::{NotOne, Wanted};
use super::records::Account;
use super::tree::Kept;
use crate::api::{Ivr, IvrMenu, IvrRoute, MenuId};

/// Returns the IVR with an id.
///
/// # Errors
///
/// That there is none, or what the API or the way to it answered.
pub async fn ivr(account: &Account, id: i64) -> Result<Ivr, Error> {
    match account.find::<Ivr>((), id).await? {
        Some(ivr) => Ok(ivr),
        None => Err(NotOne::new(Wanted::id::<Ivr>(id), &[], &account.ivrs().await?).into()),
    }
}

/// Returns the menus of an IVR.
///
/// # Errors
///
/// That there is no such IVR, or what the API or the way to it answered.
pub async fn menus(account: &Account, ivr_id: i64) -> Result<Vec<IvrMenu>, Error> {
    match account.all::<IvrMenu>(ivr_id).await? {
        Some(menus) => Ok(menus),
        None => Err(NotOne::new(Wanted::id::<Ivr>(ivr_id), &[], &account.ivrs().await?).into()),
    }
}

/// Returns the menu with an id.
///
/// # Errors
///
/// That there is no such IVR or menu, or what the API or the way to it answered.
pub async fn menu(account: &Account, id: MenuId) -> Result<IvrMenu, Error> {
    match account.find::<IvrMenu>(id.ivr_id, id.menu_id).await? {
        Some(menu) => Ok(menu),
        None => {
            let there = menus(account, id.ivr_id).await?;
            Err(NotOne::new(Wanted::id::<IvrMenu>(id.menu_id), &[], &there).into())
        }
    }
}

/// Returns the routes of a menu.
///
/// # Errors
///
/// That there is no such IVR or menu, or what the API or the way to it answered.
pub async fn routes(account: &Account, id: MenuId) -> Result<Vec<IvrRoute>, Error> {
    match account.all::<IvrRoute>(id).await? {
        Some(routes) => Ok(routes),
        None => match menu(account, id).await {
            Err(error) => Err(error),
            // It turned up again meanwhile.
            Ok(_) => Ok(Vec::new()),
        },
    }
}

/// Returns the IVRs to look at: all of them, or the one with an id.
///
/// # Errors
///
/// That there is no such IVR, or what the API or the way to it answered.
pub async fn chosen_ivrs(account: &Account, ivr_id: Option<i64>) -> Result<Vec<Ivr>, Error> {
    match ivr_id {
        Some(id) => Ok(vec![ivr(account, id).await?]),
        None => account.ivrs().await,
    }
}

/// Returns the menu with an id, and the IVR that has it; ids of menus are unique in the account.
///
/// # Errors
///
/// That none of the IVRs has such a menu, or what the API or the way to it answered.
pub async fn menu_among(account: &Account, ivrs: Vec<Ivr>, menu_id: i64) -> Result<(Ivr, IvrMenu), Error> {
    let mut there = Vec::new();
    for ivr in ivrs {
        let mut menus = account.all::<IvrMenu>(ivr.id).await?.unwrap_or_default();
        if let Some(found) = menus.iter().position(|menu| menu.id == menu_id) {
            return Ok((ivr, menus.swap_remove(found)));
        }
        there.append(&mut menus);
    }
    Err(NotOne::new(Wanted::id::<IvrMenu>(menu_id), &[], &there).into())
}

/// Makes the diagnostic of a failed look-up: on the attribute that says which one is wanted, or of the list.
#[must_use]
pub fn not_found<R: Kept>(which: &str, error: &Error) -> Diagnostic {
    match error {
        Error::NotOne(not_one) => not_one.diagnostic(),
        error => failure(R::LIST, which, error),
    }
}
