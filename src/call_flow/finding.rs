//! What hurts callers.

use std::fmt;

use super::flow::{Flow, IvrFlow, MenuFlow};
use super::way::Way;

/// Something that hurts callers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The IVR, as a picture calls it.
    pub ivr: String,
    /// The menu, as a picture calls it, and its id.
    pub menu: (String, i64),
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A key leads to a menu that the IVR doesn't have.
    Nowhere {
        /// The key.
        key: String,
        /// The id of the menu.
        menu_id: i64,
    },
    /// No way leads to the menu from where callers arrive.
    Unreached,
    /// Callers who press no key are disconnected.
    NoDefault,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ivr, menu: (menu, id), problem } = self;
        write!(f, "IVR \"{ivr}\", menu \"{menu}\" [{id}]: ")?;
        match problem {
            Problem::Nowhere { key, menu_id } => {
                write!(f, "key {key} leads to menu {menu_id}, which this IVR doesn't have")
            }
            Problem::Unreached => f.write_str("nobody reaches it from the default menu"),
            Problem::NoDefault => {
                f.write_str("it has no default route: callers who press no key are disconnected")
            }
        }
    }
}

/// Lists what hurts callers, menu by menu.
#[must_use]
pub fn findings(flow: &Flow) -> Vec<Finding> {
    let menus = flow.ivrs.iter().flat_map(|ivr| ivr.menus.iter().map(move |menu| (ivr, menu)));
    menus.flat_map(|(ivr, menu)| of_menu(ivr, menu)).collect()
}

fn of_menu(ivr: &IvrFlow, menu: &MenuFlow) -> Vec<Finding> {
    let nowhere = menu.keys.iter().filter_map(|key| match key.way {
        Way::Nowhere(menu_id) => Some(Problem::Nowhere { key: key.key.clone(), menu_id }),
        _ => None,
    });
    let unreached = (!menu.is_reached).then_some(Problem::Unreached);
    let no_default = (!menu.has_default).then_some(Problem::NoDefault);
    nowhere
        .chain(unreached)
        .chain(no_default)
        .map(|problem| Finding { ivr: ivr.title.clone(), menu: (menu.title.clone(), menu.id), problem })
        .collect()
}
