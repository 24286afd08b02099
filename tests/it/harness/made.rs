//! Which of the fake's objects Terraform made.

use std::collections::BTreeSet;

use crate::fake::Fake;

/// The ids of the IVRs, menus and routes that appeared while Terraform ran; the others were seeded by the test.
#[derive(Debug, Default)]
pub(crate) struct Made(BTreeSet<i64>);

impl Made {
    /// The ids of all IVRs, menus and routes that are there.
    pub(crate) fn all(fake: &Fake) -> BTreeSet<i64> {
        fake.account(|account| {
            let ivrs = account.ivrs().iter().map(|ivr| ivr.id);
            let menus = account.ivrs().iter().flat_map(|ivr| &ivr.menus);
            let routes = menus.clone().flat_map(|menu| &menu.routes).map(|route| route.id);
            ivrs.chain(menus.map(|menu| menu.id)).chain(routes).collect()
        })
    }

    /// Notes what a run made, from what was there before it.
    pub(crate) fn note(&mut self, fake: &Fake, before: &BTreeSet<i64>) {
        self.0.extend(Self::all(fake).difference(before));
    }

    /// What Terraform made and didn't destroy.
    pub(crate) fn left(&self, fake: &Fake) -> Vec<i64> {
        self.0.intersection(&Self::all(fake)).copied().collect()
    }
}
