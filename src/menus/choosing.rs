//! Finding an IVR or a menu by its id; where there is none, the error says what there is.

use super::account::Menus;
use super::error::{Error, Known, Missing};
use super::reading::is_not_found;
use crate::api::{Ivr, IvrMenu, MenuId};

impl Menus {
    /// Gives the IVRs to look at: all of them, the one with an id, or the one of a menu.
    ///
    /// Where `menu_id` is given, the only IVR holds that menu and no other. Ids of menus are unique in the account, so
    /// that `ivr_id` may be left out.
    ///
    /// # Errors
    ///
    /// That there is no such IVR or menu, or what the API or the way to it answered.
    pub async fn choose(&self, ivr_id: Option<i64>, menu_id: Option<i64>) -> Result<Vec<Ivr>, Error> {
        let all = self.ivrs().await?;
        let ivrs = match ivr_id {
            None => all,
            Some(id) => vec![with_id(all, id).map_err(Error::NoIvr)?],
        };
        match menu_id {
            None => Ok(ivrs),
            Some(id) => Ok(vec![self.with_menu(ivrs, ivr_id, id).await?]),
        }
    }

    /// Finds the IVR that has a menu, cut down to that menu.
    async fn with_menu(&self, ivrs: Vec<Ivr>, ivr_id: Option<i64>, menu_id: i64) -> Result<Ivr, Error> {
        let mut known = Vec::new();
        for ivr in ivrs {
            let menus = self.menus_of(&ivr).await?;
            if let Some(menu) = menus.iter().find(|menu| menu.id == menu_id) {
                return Ok(Ivr { menus: Some(vec![menu.clone()]), ..ivr });
            }
            known.extend(menus.iter().map(known_menu));
        }
        Err(Error::NoMenu(Box::new(Missing { id: menu_id, within: ivr_id, known })))
    }

    /// Says why the list of a menu's routes wasn't found, if the IVR or the menu isn't there; else gives `error` back.
    pub(super) async fn missing_or(&self, menu: MenuId, error: Error) -> Error {
        match &error {
            Error::Api(cause) if is_not_found(cause) => {}
            _ => return error,
        }
        match self.choose(Some(menu.ivr_id), Some(menu.menu_id)).await {
            Err(missing @ (Error::NoIvr(_) | Error::NoMenu(_))) => missing,
            Ok(_) | Err(_) => error,
        }
    }
}

fn with_id(ivrs: Vec<Ivr>, id: i64) -> Result<Ivr, Box<Missing>> {
    let known = ivrs.iter().map(|ivr| Known { id: ivr.id, name: ivr.name.clone() }).collect();
    let found = ivrs.into_iter().find(|ivr| ivr.id == id);
    found.ok_or_else(|| Box::new(Missing { id, within: None, known }))
}

fn known_menu(menu: &IvrMenu) -> Known {
    Known { id: menu.id, name: menu.name.clone() }
}
