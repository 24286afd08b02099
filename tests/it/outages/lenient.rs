//! What only informs is read leniently: one odd value must not hide a menu, nor a route that was just made.

use serde_json::{Value, json};

use crate::account::{Managed, Requests};
use crate::fake::Fault;

const ONE: Requests = Requests { ivrs: 1, menus: 0, routes: 0, one: 0, writes: 0 };

/// Edits every route of a document.
fn each_route(document: &mut Value, edit: &impl Fn(&mut Value)) {
    match document {
        Value::Array(items) => items.iter_mut().for_each(|item| each_route(item, edit)),
        Value::Object(fields) if fields.contains_key("keypress") => edit(document),
        Value::Object(fields) => fields.values_mut().for_each(|field| each_route(field, edit)),
        _ => {}
    }
}

type Oddity = (&'static str, fn(&mut Value));

const ODDITIES: [Oddity; 5] = [
    ("a number as greeting", |route| route["greeting"] = json!(7)),
    ("an object as greeting", |route| route["greeting"] = json!({"id": 7})),
    ("an object as option_text", |route| route["option_text"] = json!({"en": "Sales"})),
    ("a list as option_text", |route| route["option_text"] = json!(["Sales"])),
    ("a number as option_text", |route| route["option_text"] = json!(1)),
];

#[test]
fn what_only_informs_hides_no_menu() {
    for (name, edit) in ODDITIES {
        let managed = Managed::new(&[2], 3);
        managed
            .acc
            .fake()
            .fault(Fault::edit(move |list| each_route(list, &edit)).on("GET", Fault::API).always());
        let output = managed.acc.terraform(&["plan"]);
        assert!(output.status.success(), "{name}: {output}");
        let requests = managed.requests();
        assert_eq!((requests.ivrs, requests.menus, requests.one, requests.writes), (1, 0, 0, 0), "{name}");
    }
}

/// New routes in both menus of an account.
fn new(managed: &Managed) {
    let (ivr, menu) = managed.menus()[0];
    managed.acc.write(
        "new.tf",
        &format!(
            "resource \"zendesk_ivr_route\" \"new\" {{\n  ivr_id = {ivr}\n  menu_id = {menu}\n  keypress = \"9\"\n  \
             action = \"group\"\n  options = {{ group_ids = [7] }}\n}}\n"
        ),
    );
}

fn forget(managed: &Managed) {
    let (ivr, menu) = managed.menus()[0];
    managed.acc.fake().account(|account| account.menu_mut(ivr, menu).expect("there").routes.clear());
}

#[test]
fn what_only_informs_keeps_no_new_route_out_of_the_state() {
    for (name, edit) in ODDITIES {
        let managed = Managed::new(&[1], 2);
        new(&managed);
        managed.acc.replan();
        managed.acc.fake().fault(Fault::edit(move |body| each_route(body, &edit)).at(Fault::API).always());
        let output = managed.acc.terraform(&["apply", "tfplan"]);
        assert!(output.status.success(), "{name}: {output}");
        let id = managed.acc.state().attr("zendesk_ivr_route.new", "route_id").clone();
        let (ivr, menu) = managed.menus()[0];
        let made =
            managed.acc.fake().account(|account| account.routes(ivr, menu).last().map(|route| route.id));
        assert_eq!(Some(id), made.map(Value::from), "{name}");
        forget(&managed);
    }
}

#[test]
fn a_route_with_odd_tags_leaves_its_neighbours_alone() {
    let managed = Managed::new(&[1], 2);
    let (ivr, menu) = managed.menus()[0];
    managed.acc.fake().account(|account| {
        account.add_route(ivr, menu, "8", "group", json!({"group_ids": [7], "tags": "vip"}));
    });
    managed.acc.replan().expect_empty();
    assert_eq!(managed.requests(), ONE);
    new(&managed);
    managed.acc.replan();
    let output = managed.acc.terraform(&["apply", "tfplan"]);
    assert!(output.status.success(), "{output}");
    managed.acc.replan().expect_empty();
    forget(&managed);
}

#[test]
fn tags_as_one_text_are_read_as_tags() {
    let managed = Managed::new(&[1], 3);
    let route = managed.routes[1].clone();
    managed.by_hand(&route, |route| drop(route.options.insert("tags".into(), json!("vip"))));
    let refreshed = managed.acc.refresh();
    let address = format!("zendesk_ivr_route.test[\"{}\"]", route.id);
    assert_eq!(refreshed.attr(&address, "options.tags"), &json!(["vip"]));
}
