//! The IVRs of the account and their menus, with few requests: the list of IVRs holds menus and routes where it can.

use super::account::Menus;
use super::error::Error;
use crate::api::{Ivr, IvrMenu, IvrRoute, MenuId};

impl Menus {
    /// Lists the IVRs of the account; asks once a run.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered instead of the whole list.
    pub async fn ivrs(&self) -> Result<Vec<Ivr>, Error> {
        let mut copy = self.ivrs.lock().await;
        if let Some(ivrs) = &*copy {
            return Ok(ivrs.clone());
        }
        let ivrs = self.client.list::<Ivr>(()).await?;
        Ok(copy.insert(ivrs).clone())
    }

    /// Gives the menus of an IVR, from the list of IVRs if that holds them; otherwise it asks once a run.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered instead of the whole list.
    pub async fn menus_of(&self, ivr: &Ivr) -> Result<Vec<IvrMenu>, Error> {
        if let Some(menus) = &ivr.menus {
            return Ok(menus.clone());
        }
        let mut copy = self.ivrs.lock().await;
        let mut known = copy.iter_mut().flatten().find(|known| known.id == ivr.id);
        if let Some(menus) = known.as_ref().and_then(|known| known.menus.as_ref()) {
            return Ok(menus.clone());
        }
        let menus = self.client.list::<IvrMenu>(ivr.id).await?;
        if let Some(known) = &mut known {
            known.menus = Some(menus.clone());
        }
        Ok(menus)
    }

    /// Gives the routes of a menu, from the list of IVRs if that holds them.
    ///
    /// # Errors
    ///
    /// What the API or the way to it answered instead of the whole list.
    pub async fn routes_of(&self, ivr: &Ivr, menu: &IvrMenu) -> Result<Vec<IvrRoute>, Error> {
        match &menu.routes {
            Some(routes) => Ok(routes.clone()),
            None => self.list(MenuId { ivr_id: ivr.id, menu_id: menu.id }).await,
        }
    }
}
