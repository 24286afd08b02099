//! From an account without Terraform to an empty plan, by a query.

use std::time::Instant;

use super::account::large;
use crate::harness::{Feature, PROVIDER_ALONE};

#[test]
fn a_large_account_is_brought_in_without_a_change() {
    let acc = large();
    if acc.lacks(Feature::Query) {
        return;
    }
    let started = Instant::now();
    let blocks = "list \"zendesk_ivr_route\" \"all\" {\n  provider = zendesk\n  limit    = 1000\n}\n";
    let (query, generated) = acc.query_generating(blocks, "generated.tf");
    println!("query of 300 routes with configuration: {:?}", started.elapsed());
    assert_eq!(query.found.len(), 300);
    assert_eq!(acc.fake().requests().len(), 1);
    assert_eq!(generated.matches("resource \"zendesk_ivr_route\"").count(), 300);
    for computed in ["option_text", "greeting ", "  id "] {
        assert!(!generated.contains(computed), "{computed} is in {generated}");
    }

    acc.fake().clear_requests();
    let started = Instant::now();
    let applied = acc.apply(PROVIDER_ALONE);
    println!("plan, apply, and two more plans: {:?}", started.elapsed());
    applied.output.says("Apply complete! Resources: 300 imported, 0 added, 0 changed, 0 destroyed.");
    // The list of IVRs for the import, and again for the plan with refresh at the end.
    let requests = acc.fake().requests();
    assert_eq!(requests.len(), 2);
    assert!(requests.iter().all(|request| request.is("GET", crate::fake::Fault::IVRS)));
    // Nothing of this is to be destroyed route by route: the test made none of it.
    acc.fake().account(|account| {
        for ivr in [10000, 20000, 30000] {
            let menus = &mut account.ivr_mut(ivr).expect("the IVR is there").menus;
            menus.iter_mut().for_each(|menu| menu.routes.clear());
        }
    });
}
