//! The account that faults happen to: IVR 10001 with menus from 10002 on, one route of Terraform's in each.

use crate::fake::{Fault, LoggedRequest};
use crate::harness::Acceptance;

/// The IVR.
pub(super) const IVR: i64 = 10001;

/// An account with so many menus; the next id is 20001.
#[track_caller]
pub(super) fn with_menus(count: usize) -> Acceptance {
    let mut acc = Acceptance::new();
    acc.fake().account(|account| {
        // Each menu has a list of its own, and so failures of its own.
        account.knobs.nested_routes = false;
        account.set_next_id(IVR);
        account.add_ivr("Main line");
        let menus = &mut account.ivr_mut(IVR).unwrap().menus;
        menus[0].id = 10002;
        for id in menus_of(count).skip(1) {
            account.set_next_id(id);
            account.add_menu(IVR, &format!("Menu {id}"));
        }
        account.set_next_id(20001);
    });
    // All menus at once: what happens in one must not wait for what happens in another.
    for command in ["plan", "apply", "destroy"] {
        acc.env(&format!("TF_CLI_ARGS_{command}"), "-parallelism=40");
    }
    acc
}

/// The ids of so many menus.
pub(super) fn menus_of(count: usize) -> impl Iterator<Item = i64> {
    (10002..).take(count)
}

/// A provider with these arguments, and a route for key 1 in each of so many menus, which leads to `number`.
pub(super) fn config(count: usize, provider: &str, number: &str) -> String {
    let menus: Vec<_> = menus_of(count).map(|id| format!("\"{id}\"")).collect();
    format!(
        r#"
provider "zendesk" {{
  {provider}
}}
resource "zendesk_ivr_route" "test" {{
  for_each = toset([{}])
  ivr_id   = 10001
  menu_id  = tonumber(each.key)
  keypress = "1"
  action   = "phone_number"
  options  = {{ phone_number = "{number}" }}
}}
"#,
        menus.join(", ")
    )
}

/// The address of the route in a menu.
pub(super) fn address(menu: i64) -> String {
    format!("zendesk_ivr_route.test[\"{menu}\"]")
}

/// The path of a menu's routes.
pub(super) fn routes(menu: i64) -> String {
    format!("/api/v2/channels/voice/ivr/{IVR}/menus/{menu}/routes")
}

/// Has a fault take requests of this method about the routes of a menu.
pub(super) fn on(fault: Fault, method: &'static str, menu: i64) -> Fault {
    let one = matches!(method, "PUT" | "DELETE");
    fault.on(method, format!("{}{}", routes(menu), if one { "/*" } else { "" }))
}

/// The methods of the requests about the routes of a menu, in their order.
pub(super) fn methods(acc: &Acceptance, menu: i64) -> String {
    let below = routes(menu);
    let requests = acc.fake().requests().into_iter().filter(|request| request.path.starts_with(&below));
    requests.map(|request| request.method).collect::<Vec<_>>().join(" ")
}

/// How many requests for a token there were.
pub(super) fn token_requests(acc: &Acceptance) -> usize {
    count(acc, |request| request.is("POST", Fault::TOKENS))
}

/// How many requests are like this.
pub(super) fn count(acc: &Acceptance, like: impl Fn(&LoggedRequest) -> bool) -> usize {
    acc.fake().requests().iter().filter(|request| like(request)).count()
}

/// The ids of a menu's routes, as the fake holds them.
pub(super) fn stored(acc: &Acceptance, menu: i64) -> Vec<i64> {
    acc.fake().account(|account| account.routes(IVR, menu).iter().map(|route| route.id).collect())
}

/// Puts OAuth client credentials into the environment, in the API token's place.
pub(crate) fn use_oauth_client(acc: &mut Acceptance) {
    let (id, secret) = acc.fake().account(|account| {
        let own = &account.credentials;
        (own.oauth_client_id.clone(), own.oauth_client_secret.clone())
    });
    acc.env_remove("ZENDESK_EMAIL").env_remove("ZENDESK_API_TOKEN");
    acc.env("ZENDESK_OAUTH_CLIENT_ID", &id).env("ZENDESK_OAUTH_CLIENT_SECRET", &secret);
}
