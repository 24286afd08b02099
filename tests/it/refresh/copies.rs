//! The copy takes over what the run wrote, and no list that is older than a write undoes that.
use crate::account::{Managed, Requests, Route};
use crate::fake::{Action, Fault, Gate};
use crate::harness::Acceptance;

const NONE: Requests = Requests { ivrs: 0, menus: 0, routes: 0, one: 0, writes: 0 };

/// A new route for key 9 in one menu, and a list of the routes of another, which is read after that route is made.
fn config(created: (i64, i64), listed: (i64, i64)) -> String {
    format!(
        r#"
resource "zendesk_ivr_route" "new" {{
  ivr_id   = {}
  menu_id  = {}
  keypress = "9"
  action   = "group"
  options  = {{ group_ids = [7] }}
}}
data "zendesk_ivr_routes" "after" {{
  ivr_id     = {}
  menu_id    = {}
  depends_on = [zendesk_ivr_route.new]
}}
output "keys" {{
  value = data.zendesk_ivr_routes.after.routes[*].keypress
}}
output "groups" {{
  value = data.zendesk_ivr_routes.after.routes[*].options.group_ids[0]
}}
"#,
        created.0, created.1, listed.0, listed.1
    )
}

/// The keys that the list showed.
#[track_caller]
fn keys(acc: &Acceptance) -> Vec<String> {
    let keys = acc.state().output("keys").as_array().cloned().expect("a list");
    keys.iter().map(|key| key.as_str().unwrap_or_default().to_owned()).collect()
}

/// Removes the new route.
fn forget(managed: &Managed) {
    managed.acc.fake().account(|account| {
        for (ivr, menu) in managed.menus() {
            account
                .menu_mut(ivr, menu)
                .expect("the menu is there")
                .routes
                .retain(|route| !matches!(route.keypress.as_deref(), Some("8" | "9")));
        }
    });
}

#[test]
fn what_a_run_made_is_known_to_its_readers() {
    for nested in [true, false] {
        let managed = Managed::new(&[1, 1], 2);
        managed.acc.fake().account(|account| account.knobs.nested_routes = nested);
        let menu = managed.menus()[0];
        managed.acc.write("new.tf", &config(menu, menu));
        managed.acc.replan();
        managed.requests();
        let output = managed.acc.terraform(&["apply", "tfplan"]);
        assert!(output.status.success(), "{output}");
        assert_eq!(keys(&managed.acc), ["0", "1", "9"]);
        let routes = usize::from(!nested);
        assert_eq!(managed.requests(), Requests { ivrs: 1, routes, writes: 1, ..NONE }, "nested: {nested}");
        forget(&managed);
    }
}

/// Holds the list of IVRs, as it was before a write in the second menu, until that write has ended; gives the account
/// after the apply, whose list of the second menu is younger than both.
#[track_caller]
fn hold_the_list_during_a_write(method: &'static str, prepare: impl Fn(&Managed, &Route)) -> Managed {
    let mut managed = Managed::new(&[1, 1], 2);
    managed.acc.env("ZENDESK_REQUEST_TIMEOUT", "600");
    let (created, listed) = (managed.menus()[0], managed.menus()[1]);
    managed.acc.write("new.tf", &config(created, listed));
    prepare(&managed, &managed.routes_of(1)[0]);
    managed.acc.replan();
    let (gate, write) = (Gate::new(), Gate::new());
    managed.acc.fake().fault(Fault::serve().on("GET", Fault::IVRS).hold_after(&gate));
    managed.acc.fake().fault(Fault::serve().on(method, Fault::API).hold_before(&write));
    managed.requests();
    let running = managed.acc.spawn(&["apply", "tfplan"]);
    // The create waits for the list, which shows the route as it was.
    gate.wait_until_held(1);
    write.open();
    managed.acc.fake().wait_for_request(|request| request.method == method && request.ended.is_some());
    gate.open();
    let output = managed.acc.finish(running);
    assert!(output.status.success(), "{output}");
    managed
}

/// The write must not wait for the list: its answer comes while the list is under way.
fn write_is_under_way_meanwhile(managed: &Managed, method: &str) {
    let requests = managed.acc.fake().requests();
    let list = requests.iter().find(|request| request.is("GET", Fault::IVRS)).expect("there is a list");
    let write = requests.iter().find(|request| request.method == method).expect("there is a write");
    assert!(write.overlaps(list), "{requests:#?}");
}

#[test]
fn a_list_that_began_before_a_delete_does_not_bring_the_route_back() {
    let managed =
        hold_the_list_during_a_write("DELETE", |managed, route| managed.keep(|other| other.id != route.id));
    write_is_under_way_meanwhile(&managed, "DELETE");
    assert_eq!(keys(&managed.acc), ["1"]);
    managed.acc.replan().expect_empty();
    forget(&managed);
}

#[test]
fn a_look_that_began_before_a_create_does_not_hide_the_route() {
    let mut managed = Managed::new(&[2], 2);
    managed.acc.env("ZENDESK_REQUEST_TIMEOUT", "600");
    let (lost, made) = (managed.menus()[0], managed.menus()[1]);
    let second = format!(
        "resource \"zendesk_ivr_route\" \"second\" {{\n  ivr_id = {}\n  menu_id = {}\n  keypress = \"8\"\n  \
         action = \"group\"\n  options = {{ group_ids = [7] }}\n}}\n",
        made.0, made.1
    );
    let both = "[zendesk_ivr_route.new, zendesk_ivr_route.second]";
    managed.acc.write("new.tf", &(config(lost, made).replace("[zendesk_ivr_route.new]", both) + &second));
    managed.acc.replan();
    let (look, create) = (Gate::new(), Gate::new());
    managed.acc.fake().fault(Fault::new(Action::CloseAfter).on("POST", Fault::ROUTES).keypress("9"));
    managed.acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).keypress("8").hold_before(&create));
    // The list of IVRs comes first, then the look for the route whose answer is lost.
    managed.acc.fake().fault(Fault::serve().on("GET", Fault::API).nth(2).hold_after(&look));
    managed.requests();
    let running = managed.acc.spawn(&["apply", "tfplan"]);
    look.wait_until_held(1);
    create.open();
    managed.acc.fake().wait_for_request(|request| request.status == Some(201));
    look.open();
    let output = managed.acc.finish(running);
    assert!(output.status.success(), "{output}");
    assert_eq!(keys(&managed.acc), ["0", "1", "8"]);
    managed.acc.replan().expect_empty();
    forget(&managed);
}
