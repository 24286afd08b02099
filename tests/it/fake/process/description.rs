//! Where the server is, how to get in, and what the account starts with.

use serde_json::{Value, json};

use crate::arguments::{CallCenter, Seeds};
use crate::fake::Fake;
use crate::fake::state::Demo;

/// Prints it, as shell commands with comments or as one line of JSON.
pub(crate) fn print(fake: &Fake, seeds: &Seeds, as_json: bool) {
    if as_json {
        return println!("{}", description(fake, seeds));
    }
    print_credentials(fake);
    if let Some(demo) = &seeds.demo {
        print_demo(demo);
    }
    if seeds.has_office {
        print_office();
    }
    for CallCenter { ivr_id, menu_ids } in &seeds.call_centers {
        println!("# IVR \"Call center\": {ivr_id}, its menus: {menu_ids:?}");
    }
}

/// The OAuth client comes first: nobody can create API tokens any more.
fn print_credentials(fake: &Fake) {
    println!("export ZENDESK_BASE_URL='{}'", fake.url());
    fake.account(|account| {
        let own = &account.credentials;
        println!("export ZENDESK_OAUTH_CLIENT_ID='{}'", own.oauth_client_id);
        println!("export ZENDESK_OAUTH_CLIENT_SECRET='{}'", own.oauth_client_secret);
        println!("# or, in place of the OAuth client:");
        println!("# export ZENDESK_EMAIL='{}' ZENDESK_API_TOKEN='{}'", own.email, own.api_token);
    });
}

fn print_demo(demo: &Demo) {
    println!("# IVR \"Main line\": {}", demo.ivr_id);
    println!(
        "# its menus \"Main menu\": {}, \"Billing\": {}, \"Support\": {}",
        demo.main_menu_id, demo.billing_menu_id, demo.support_menu_id
    );
}

fn print_office() {
    println!("# phone number \"{}\": {}", Demo::PHONE_NUMBER.1, Demo::PHONE_NUMBER.0);
    Demo::GROUPS.iter().for_each(|(id, name)| println!("# group \"{name}\": {id}"));
    Demo::GREETINGS.iter().for_each(|(id, name)| println!("# greeting \"{name}\": {id}"));
}

fn description(fake: &Fake, seeds: &Seeds) -> Value {
    let url = fake.url();
    fake.account(|account| {
        let own = &account.credentials;
        json!({
            "base_url": url,
            "email": own.email,
            "api_token": own.api_token,
            "oauth_token": own.oauth_token,
            "oauth_client_id": own.oauth_client_id,
            "oauth_client_secret": own.oauth_client_secret,
            "demo": seeds.demo.as_ref().map(demo),
            "call_centers": seeds.call_centers.iter().map(call_center).collect::<Vec<_>>(),
        })
    })
}

fn call_center(CallCenter { ivr_id, menu_ids }: &CallCenter) -> Value {
    json!({ "ivr_id": ivr_id, "menu_ids": menu_ids })
}

fn demo(demo: &Demo) -> Value {
    json!({
        "ivr_id": demo.ivr_id,
        "main_menu_id": demo.main_menu_id,
        "billing_menu_id": demo.billing_menu_id,
        "support_menu_id": demo.support_menu_id,
        "phone_number_id": Demo::PHONE_NUMBER.0,
        "group_ids": Demo::GROUPS.map(|(id, _)| id),
    })
}
