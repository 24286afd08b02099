//! Keys that other routes of the same run give up: by moving away, or by being destroyed.

use crate::account::{Phone, on_both_services, served};
use crate::fake::{Answer, Fault};

const KEYS: [&str; 13] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#", "default"];

#[test]
fn a_new_route_gets_a_key_that_another_leaves() {
    on_both_services(|phone| {
        phone.begin(&phone.config(&[("a", "1")]));
        phone.apply(&phone.config(&[("a", "2"), ("b", "1")]));
        assert_eq!(phone.served(), served(&[("1", "b"), ("2", "a")]));
    });
}

#[test]
fn a_new_route_gets_the_key_of_a_destroyed_one() {
    on_both_services(|phone| {
        phone.begin(&phone.config(&[("a", "1")]));
        phone.apply(&phone.config(&[("b", "1")]));
        assert_eq!(phone.served(), served(&[("1", "b")]));
        let methods: Vec<_> = phone.writes().into_iter().map(|write| write.method).collect();
        assert_eq!(methods, ["DELETE", "POST"]);
    });
}

#[test]
fn a_route_moves_to_the_key_of_a_destroyed_one() {
    on_both_services(|phone| {
        phone.begin(&phone.config(&[("a", "1"), ("b", "2")]));
        phone.apply(&phone.config(&[("b", "1")]));
        assert_eq!(phone.served(), served(&[("1", "b")]));
    });
}

#[test]
fn every_route_of_a_full_menu_is_renamed() {
    on_both_services(|phone| {
        let named = |prefix: &str| KEYS.map(|key| (format!("{prefix}_{}", name(key)), key));
        let config = |phone: &Phone, routes: &[(String, &str)]| {
            let routes: Vec<_> = routes.iter().map(|(name, key)| (name.as_str(), *key)).collect();
            phone.config(&routes)
        };
        phone.begin(&config(phone, &named("old")));
        phone.apply(&config(phone, &named("new")));
        let new = named("new");
        let expected: Vec<_> = new.iter().map(|(name, key)| (*key, name.as_str())).collect();
        assert_eq!(phone.served(), served(&expected));
        assert_eq!(phone.writes().len(), 26);
    });
}

fn name(key: &str) -> &str {
    match key {
        "*" => "star",
        "#" => "pound",
        key => key,
    }
}

#[test]
fn a_replaced_route_keeps_its_key() {
    on_both_services(|phone| {
        let config = phone.config(&[("a", "1"), ("b", "2")]);
        phone.begin(&config);
        let output = phone.acc.terraform(&["apply", "-auto-approve", "-replace=zendesk_ivr_route.a"]);
        assert!(output.status.success(), "{output}");
        let methods: Vec<_> = phone.writes().into_iter().map(|write| write.method).collect();
        assert_eq!(methods, ["DELETE", "POST"]);
        phone.apply(&config);
        assert_eq!(phone.served(), served(&[("1", "a"), ("2", "b")]));
    });
}

/// Refuses to write a route onto a key, once.
fn refuse(phone: &Phone, name: &'static str, key: &'static str) {
    let refusal = Answer::invalid("keypress", "Invalid", "is out of order");
    let is_meant = move |body: &serde_json::Value| {
        let route = &body["ivr_route"];
        route["options"]["tags"][0] == name && route["keypress"] == key
    };
    phone.acc.fake().fault(Fault::answer(refusal).on("PUT", Fault::ROUTE).when(is_meant));
}

/// Turns a ring of routes of which one is refused its new key; each is on its earlier key then, and the next apply
/// finishes.
#[track_caller]
fn refused_in_a_ring(ring: &[(&'static str, &'static str)], refused: usize, parallelism: u8, unique: bool) {
    let mut phone = Phone::new(unique);
    phone.begin(&phone.config(ring));
    let before = phone.served();
    let next = |index: usize| ring[(index + 1) % ring.len()].1;
    let after: Vec<_> = ring.iter().enumerate().map(|(index, (name, _))| (*name, next(index))).collect();
    phone.parallelism(parallelism);
    refuse(&phone, ring[refused].0, next(refused));
    // The history of the writes would count the refused one as made.
    let output = phone.acc.apply_fails(&phone.config(&after));
    assert!(output.to_string().contains("is out of order"), "{output}");
    assert_eq!(phone.served(), before, "{output}");
    if parallelism > 1 {
        // Terraform has told of all of them by then.
        output.does_not_say("import {");
    }
    phone.parallelism(10);
    phone.apply(&phone.config(&after));
    let mut after: Vec<_> = after.iter().map(|(name, key)| (*key, *name)).collect();
    after.sort_unstable();
    assert_eq!(phone.served(), served(&after));
}

#[test]
fn a_swap_of_which_a_write_is_refused_is_taken_back() {
    for (refused, parallelism, unique) in [(0, 1, true), (1, 1, false), (0, 10, false), (1, 10, true)] {
        refused_in_a_ring(&[("a", "0"), ("b", "1")], refused, parallelism, unique);
    }
}

#[test]
fn a_ring_of_which_a_write_is_refused_is_taken_back() {
    let ring = [("a", "0"), ("b", "1"), ("c", "2"), ("d", "3"), ("e", "default")];
    for refused in [0, 2, 4] {
        refused_in_a_ring(&ring, refused, 10, refused == 2);
    }
}

#[test]
fn a_key_is_waited_for_as_long_as_its_route_is_on_its_way() {
    let phone = Phone::new(true);
    phone.begin(&phone.config(&[("a", "1")]));
    // Longer than a key is waited for when nothing goes on.
    let busy = Answer::too_many_requests().header("retry-after", "5");
    phone.acc.fake().fault(Fault::answer(busy).on("PUT", Fault::ROUTE));
    // The route begins to move when the new one waits for its key.
    let go = phone.acc.dir().join("go");
    let gate = format!(
        r#"
resource "terraform_data" "gate" {{
  provisioner "local-exec" {{ command = "until [ -e {} ]; do sleep 0.02; done" }}
}}
"#,
        go.display()
    );
    let moved =
        phone.config(&[("a", "2")]).replace("action ", "depends_on = [terraform_data.gate]\n  action ");
    let config = moved + &phone.config(&[("b", "1")]) + &gate;
    phone.acc.fake().clear_requests();
    let fake = phone.acc.fake();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // The list of the plan comes first, the one of the create second.
            fake.wait_for_requests(2, |request| request.is("GET", Fault::IVRS) && request.ended.is_some());
            std::fs::write(&go, "").expect("the file can be made");
        });
        phone.acc.apply(&config);
    });
    assert_eq!(phone.served(), served(&[("1", "b"), ("2", "a")]));
}
