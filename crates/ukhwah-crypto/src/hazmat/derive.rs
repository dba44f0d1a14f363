use hkdf::HkdfExtract;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

/// HKDF-SHA256 after its extract step, ready to expand into any number of keys (RFC 5869).
pub(crate) struct Derivation {
    hkdf: hkdf::Hkdf<Sha256>,
}

impl Derivation {
    /// Extracts from the joined `material`; `context` is the HKDF salt and names what the keys are for.
    pub(crate) fn extract(context: &[u8], material: &[&[u8]]) -> Self {
        let mut extract = HkdfExtract::<Sha256>::new(Some(context));
        for part in material {
            extract.input_ikm(part);
        }
        let (mut prk, hkdf) = extract.finalize();
        prk.as_mut_slice().zeroize();
        Self { hkdf }
    }

    /// Starts from a key that is already uniform, skipping the extract step.
    pub(crate) fn from_key(key: &[u8; 32]) -> Self {
        let hkdf = hkdf::Hkdf::from_prk(key).expect("32 bytes are the length of one SHA-256 output");
        Self { hkdf }
    }

    /// Expands to `N` bytes (at most 8,160) under the joined `info`, whose parts the caller keeps unambiguous.
    pub(crate) fn expand<const N: usize>(&self, info: &[&[u8]]) -> Zeroizing<[u8; N]> {
        let mut output = Zeroizing::new([0; N]);
        self.hkdf.expand_multi_info(info, output.as_mut_slice()).expect("every caller asks for at most 64 bytes");
        output
    }
}

#[cfg(test)]
mod tests {
    use super::Derivation;

    fn bytes(text: &str) -> Vec<u8> {
        hex::decode(text).expect("the test writes hexadecimal")
    }

    #[test]
    fn hkdf_gives_the_output_of_rfc_5869_case_1() {
        let derivation = Derivation::extract(&bytes("000102030405060708090a0b0c"), &[&[0x0b; 22]]);
        let output = derivation.expand::<42>(&[&bytes("f0f1f2f3f4f5f6f7f8f9")]);
        assert_eq!(
            hex::encode(*output),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        );
    }

    #[test]
    fn hkdf_gives_the_output_of_rfc_5869_case_2() {
        let material: Vec<u8> = (0x00..=0x4f).collect();
        let salt: Vec<u8> = (0x60..=0xaf).collect();
        let info: Vec<u8> = (0xb0..=0xff).collect();
        let derivation = Derivation::extract(&salt, &[&material]);
        assert_eq!(
            hex::encode(*derivation.expand::<82>(&[&info])),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c\
             59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71\
             cc30c58179ec3e87c14c01d5c1f3434f1d87"
        );
    }

    #[test]
    fn hkdf_gives_the_output_of_rfc_5869_case_3() {
        let derivation = Derivation::extract(&[], &[&[0x0b; 22]]);
        assert_eq!(
            hex::encode(*derivation.expand::<42>(&[])),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
        );
    }

    #[test]
    fn material_and_info_may_come_in_parts() {
        let whole = Derivation::extract(b"salt", &[b"ab"]).expand::<32>(&[b"cd"]);
        let parts = Derivation::extract(b"salt", &[b"a", b"b"]).expand::<32>(&[b"c", b"d"]);
        assert_eq!(whole, parts);
    }
}
