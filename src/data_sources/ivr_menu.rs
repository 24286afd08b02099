//! The data source `zendesk_ivr_menu`: one menu of an IVR, found by its id, its name, or as the default menu.

use async_trait::async_trait;
use tf_provider::schema::{AttributeConstraint, AttributeType, Block, Description, Schema};
use tf_provider::value::{Value, ValueEmpty};
use tf_provider::{AttributePath, DataSource, Diagnostic, Diagnostics};

use super::ivr::with_id;
use super::lookup::{Candidate, Wanted, only_one};
use crate::api;
use crate::menus::Menus;
use crate::models::ivr_menu::{self, IvrMenu};
use crate::models::{ids, ivr_route};
use crate::plugin::{attribute, diagnostic};
use crate::resources::failure::failure;
use crate::session::Session;

use AttributeConstraint::{Computed, OptionalComputed, Required};

/// Finds menus through the account of the session.
#[derive(Clone, Debug)]
pub struct IvrMenuDataSource {
    session: Session,
}

impl IvrMenuDataSource {
    /// Makes the data source for that session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self { session }
    }
}

#[async_trait]
impl DataSource for IvrMenuDataSource {
    type State<'a> = IvrMenu;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        Some(schema())
    }

    async fn validate<'a>(&self, diags: &mut Diagnostics, config: IvrMenu) -> Option<()> {
        ivr_route::check_id(diags, &config.ivr_id, AttributePath::new("ivr_id"));
        ivr_route::check_id(diags, &config.menu_id, AttributePath::new("menu_id"));
        diags.errors.extend(wrong_lookup(&config));
        Some(())
    }

    async fn read<'a>(&self, diags: &mut Diagnostics, config: IvrMenu, _meta: ValueEmpty) -> Option<IvrMenu> {
        let account = self.session.account();
        let found = match account.menus() {
            Ok(menus) => find(menus, &config).await,
            Err(error) => Err(error),
        };
        found.map_err(|error| diags.add_error(error)).ok()
    }
}

fn schema() -> Schema {
    let attributes = [
        attribute("ivr_id", AttributeType::Number, Required, "The id of the IVR that the menu belongs to."),
        attribute(
            "menu_id",
            AttributeType::Number,
            OptionalComputed,
            "The id of the menu. Set this, `name`, or `default = true`.",
        ),
        attribute(
            "name",
            AttributeType::String,
            OptionalComputed,
            "The name of the menu. Set this, `menu_id`, or `default = true`.",
        ),
        attribute(
            "default",
            AttributeType::Bool,
            OptionalComputed,
            "Whether callers reach this menu first. Set it to `true` to find that menu.",
        ),
        attribute(
            "greeting_id",
            AttributeType::Number,
            Computed,
            "The id of the greeting that callers hear, if it is one of the account's own.",
        ),
    ];
    let description = Description::markdown(
        "Finds a menu of an IVR by its name, by its id, or as the menu that callers reach first.",
    );
    let block =
        Block { version: 0, attributes: attributes.into_iter().collect(), description, ..Block::default() };
    Schema { version: 0, block }
}

fn wrong_lookup(config: &IvrMenu) -> Option<Diagnostic> {
    if config.default == Value::Value(false) {
        let detail = "default = false finds no menu: leave it out, or set it to true for the menu that callers reach first.";
        return Some(diagnostic("Menu not determined", detail, AttributePath::new("default")));
    }
    let given = [
        ("menu_id", config.menu_id.is_value(), config.menu_id.is_unknown()),
        ("name", config.name.is_value(), config.name.is_unknown()),
        ("default", config.default.is_value(), config.default.is_unknown()),
    ];
    let set: Vec<_> = given.iter().filter(|(_, set, _)| *set).map(|(name, ..)| *name).collect();
    let may_follow = given.iter().any(|(.., unknown)| *unknown);
    let detail = match set[..] {
        [_] => return None,
        [] if may_follow => return None,
        [] => "None of menu_id, name and default is set. Set the one to find the menu by.".to_owned(),
        _ => format!("{} are set. Set only one of them.", set.join(" and ")),
    };
    Some(diagnostic("Menu not determined", detail, AttributePath::new("name")))
}

async fn find(menus: &Menus, config: &IvrMenu) -> Result<IvrMenu, Diagnostic> {
    if let Some(error) = wrong_lookup(config) {
        return Err(error);
    }
    let ivrs = menus.ivrs().await.map_err(|error| failure("list IVRs", "IVRs of the account", &error))?;
    let ivr = with_id(&ivrs, &config.ivr_id)?;
    let which = format!("Menus of IVR {}", ivr.id);
    let all = menus.menus_of(ivr).await.map_err(|error| failure("list IVR menus", &which, &error))?;
    pick(&all, config).map(|menu| ivr_menu::from_response(ivr.id, menu))
}

fn pick<'a>(menus: &'a [api::IvrMenu], config: &IvrMenu) -> Result<&'a api::IvrMenu, Diagnostic> {
    let wanted = |attribute, property| Wanted { noun: "menu", attribute, property };
    match (&config.menu_id, &config.name) {
        (Value::Value(id), _) => {
            let (wanted, id) = (wanted("menu_id", format!("the id {id}")), ids::parse(id));
            only_one(menus, wanted, |menu| Some(menu.id) == id, candidate)
        }
        (_, Value::Value(name)) => {
            let wanted = wanted("name", format!("the name \"{name}\""));
            only_one(menus, wanted, |menu| menu.name.as_ref() == Some(name), candidate)
        }
        _ => only_one(menus, wanted("default", "default = true".to_owned()), |menu| menu.default, candidate),
    }
}

fn candidate(menu: &api::IvrMenu) -> Candidate<'_> {
    let note = if menu.default { " (default)" } else { "" };
    Candidate { id: menu.id, name: menu.name.as_deref(), note }
}
