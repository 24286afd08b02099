//! Finding an IVR or a menu by its id; where there is none, the error says what there is.

use super::account::Menus;
use super::error::Error;
use super::missing::Missing;
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
        let ivrs = match ivr_id {
            None => self.ivrs().await?,
            Some(id) => vec![self.choose_ivr(id).await?],
        };
        let Some(menu_id) = menu_id else { return Ok(ivrs) };
        let (ivr, menu) = self.with_menu(ivrs, ivr_id, menu_id).await?;
        Ok(vec![Ivr { menus: Some(vec![menu]), ..ivr }])
    }

    /// Gives the IVR with an id.
    ///
    /// # Errors
    ///
    /// That there is none, or what the API or the way to it answered.
    pub async fn choose_ivr(&self, id: i64) -> Result<Ivr, Error> {
        let mut among = self.ivrs().await?;
        match among.iter().position(|ivr| ivr.id == id) {
            Some(found) => Ok(among.swap_remove(found)),
            None => Err(Error::NoIvr(Box::new(Missing { id, within: None, among }))),
        }
    }

    /// Gives the menu with an id.
    ///
    /// # Errors
    ///
    /// That there is no such IVR or menu, or what the API or the way to it answered.
    pub async fn choose_menu(&self, id: MenuId) -> Result<IvrMenu, Error> {
        let ivr = self.choose_ivr(id.ivr_id).await?;
        self.with_menu(vec![ivr], Some(id.ivr_id), id.menu_id).await.map(|(_, menu)| menu)
    }

    /// Finds a menu, and the IVR that has it.
    async fn with_menu(&self, ivrs: Vec<Ivr>, within: Option<i64>, id: i64) -> Result<(Ivr, IvrMenu), Error> {
        let mut among = Vec::new();
        for ivr in ivrs {
            let mut menus = self.menus_of(&ivr).await?;
            if let Some(found) = menus.iter().position(|menu| menu.id == id) {
                return Ok((ivr, menus.swap_remove(found)));
            }
            among.push(Ivr { menus: Some(menus), ..ivr });
        }
        Err(Error::NoMenu(Box::new(Missing { id, within, among })))
    }

    /// Says why the list of a menu's routes wasn't found, if the IVR or the menu isn't there; else gives `error` back.
    pub(super) async fn missing_or(&self, menu: MenuId, error: Error) -> Error {
        match &error {
            Error::Api(cause) if is_not_found(cause) => {}
            _ => return error,
        }
        match self.choose_menu(menu).await {
            Err(missing @ (Error::NoIvr(_) | Error::NoMenu(_))) => missing,
            Ok(_) | Err(_) => error,
        }
    }
}
