use std::fmt;

use rand_core::CryptoRng;

use crate::{BadSignature, DhPublicKey, IdentityDhKey, IdentitySigningKey, Owner, Signature, VerifyingKey};

/// The keys of a person, and those that they replaced.
pub struct Identity {
    /// `IK_s`, which signs.
    pub signing: IdentitySigningKey,
    /// `IK_d`, which receives.
    pub dh: IdentityDhKey,
    /// Earlier keys, the oldest first, each of which signed the one after it.
    pub past: Vec<PastIdentity>,
}

/// Keys that a person no longer uses, and their last signature: over the keys that came after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastIdentity {
    /// The public half of the old `IK_s`.
    pub signing: VerifyingKey,
    /// The public half of the old `IK_d`.
    pub dh: DhPublicKey,
    /// By the old `IK_s` over the next pair of keys.
    pub signature: Signature,
}

impl Identity {
    /// Makes the first keys of a person.
    pub(super) fn make_with(rng: &mut impl CryptoRng) -> Self {
        Self { signing: IdentitySigningKey::make_with(rng), dh: IdentityDhKey::make_with(rng), past: Vec::new() }
    }

    /// Makes the next keys, signed by these.
    pub(crate) fn succeed(&self, owner: &Owner, rng: &mut impl CryptoRng) -> Self {
        let mut next = Self::make_with(rng);
        let transcript = transcript(owner, &next.signing.verifying_key(), &next.dh.public_key());
        next.past.clone_from(&self.past);
        next.past.push(PastIdentity {
            signing: self.signing.verifying_key(),
            dh: self.dh.public_key(),
            signature: self.signing.sign(&transcript),
        });
        next
    }

    /// Verifies that every earlier key signed the one after it.
    pub(super) fn verify_past(&self, owner: &Owner) -> Result<(), BadSignature> {
        let current = (self.signing.verifying_key(), self.dh.public_key());
        let following = self.past.iter().skip(1).map(|past| (past.signing, past.dh)).chain([current]);
        self.past.iter().zip(following).try_for_each(|(past, (signing, dh))| {
            past.signing.verify_strict(&transcript(owner, &signing, &dh), &past.signature)
        })
    }

    /// Whether a key is the one of now or one of those before it.
    pub(super) fn descends_from(&self, signing: &VerifyingKey, dh: &DhPublicKey) -> bool {
        let is_current = (self.signing.verifying_key(), self.dh.public_key()) == (*signing, *dh);
        is_current || self.past.iter().any(|past| (past.signing, past.dh) == (*signing, *dh))
    }
}

/// `~/identity ‖ org_id ‖ account_id ‖ IK_s ‖ IK_d`.
fn transcript(owner: &Owner, signing: &VerifyingKey, dh: &DhPublicKey) -> Vec<u8> {
    [&b"ukhwah/v1/identity"[..], &owner.org_id, &owner.account_id, &signing.to_bytes(), &dh.0].concat()
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({:?}, redacted)", self.signing.verifying_key())
    }
}
