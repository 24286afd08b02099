//! The id of a route: what state shows is what import takes.

use tf_provider::value::Value;

use super::IvrRoute;
use super::keypress;
use crate::api::{MenuId, RouteId};
use crate::attributes::conversion::number;
use crate::attributes::import_id;
use crate::plain_text::quoted;

/// The forms that an import id has, for a message.
const FORMS: &str = "{ivr_id}/{menu_id}/{route_id}, for example 10001/10002/10003, or {ivr_id}/{menu_id}/key={keypress}, \
                     for example 10001/10002/key=1, 10001/10002/key=default or 10001/10002/key=*";

/// What names a route to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportId {
    /// The ids of the route.
    Route(RouteId),
    /// The key of the route in its menu.
    Key(MenuId, String),
}

/// Writes the id of a route as state shows it.
#[must_use]
pub(super) fn import_id(id: RouteId) -> String {
    let RouteId { menu: MenuId { ivr_id, menu_id }, route_id } = id;
    import_id::write(&[ivr_id, menu_id, route_id])
}

/// Lists the ids by which a new route can be imported: its own, which isn't known, and its key.
pub(super) fn import_ids_of_new(menu: MenuId, key: Option<&str>) -> Vec<String> {
    let MenuId { ivr_id, menu_id } = menu;
    let by_key = key.map(|key| format!("{ivr_id}/{menu_id}/key={key}"));
    std::iter::once(format!("{ivr_id}/{menu_id}/ROUTE_ID")).chain(by_key).collect()
}

/// Makes the state of a route of which only the id is known, for a read to fill in.
#[must_use]
pub fn from_id(id: RouteId) -> IvrRoute {
    IvrRoute {
        id: Value::Value(import_id(id)),
        ivr_id: number(id.menu.ivr_id),
        menu_id: number(id.menu.menu_id),
        route_id: number(id.route_id),
        ..IvrRoute::default()
    }
}

/// Reads the id of a route, as `terraform import` and the `import` block give it.
///
/// # Errors
///
/// What is wrong with the id, and which forms are accepted.
pub fn parse_import_id(text: &str) -> Result<ImportId, String> {
    let [ivr_id, menu_id, route] = import_id::parts(text, FORMS)?;
    let id = |name, text| import_id::id(name, text, FORMS);
    let menu = MenuId { ivr_id: id("ivr_id", ivr_id)?, menu_id: id("menu_id", menu_id)? };
    match route.strip_prefix("key=") {
        Some(key) if keypress::is_valid(key) => Ok(ImportId::Key(menu, key.to_owned())),
        Some(key) => Err(format!("The key {} is none of {}. Use {FORMS}.", quoted(key), keypress::ALLOWED)),
        None => Ok(ImportId::Route(RouteId { menu, route_id: id("route_id", route)? })),
    }
}

#[cfg(test)]
mod tests {
    use super::{ImportId, import_id, parse_import_id};
    use crate::api::MenuId;

    #[test]
    fn reads_what_it_writes() {
        let Ok(ImportId::Route(id)) = parse_import_id("10001/10002/21973423542804") else {
            panic!("no route id")
        };
        assert_eq!(import_id(id), "10001/10002/21973423542804");
    }

    #[test]
    fn reads_keys() {
        let menu = MenuId { ivr_id: 1, menu_id: 2 };
        for key in ["1", "default", "*", "#"] {
            assert_eq!(parse_import_id(&format!("1/2/key={key}")), Ok(ImportId::Key(menu, key.into())));
        }
    }

    #[test]
    fn malformed_ids_say_what_is_accepted() {
        for text in [
            "",
            "1",
            "1/2",
            "1/2/3/4",
            "1/2/x",
            "1/2/",
            "0/2/3",
            "-1/2/3",
            "+1/2/3",
            "1/2/9007199254740992",
            "1/2/key=",
            "1/2/key=10",
            "1/2/key",
        ] {
            let error = parse_import_id(text).unwrap_err();
            assert!(
                error.contains("{ivr_id}/{menu_id}/{route_id}") && error.contains("key=default"),
                "{error}"
            );
        }
        assert!(parse_import_id("1/x/3").unwrap_err().starts_with("The menu_id \"x\" is not a whole number"));
        assert!(parse_import_id("1/2/key=12").unwrap_err().starts_with("The key \"12\" is none of 0 to 9"));
    }
}
