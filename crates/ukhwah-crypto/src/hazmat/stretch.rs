use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::{Zeroize, Zeroizing};

use crate::Argon2Cost;

/// The memory that Argon2id needs could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OutOfMemory;

/// Stretches a typed secret to 32 bytes with Argon2id, version 0x13 (RFC 9106).
pub(crate) fn stretch(secret: &[u8], salt: &[u8; 16], cost: Argon2Cost) -> Result<Zeroizing<[u8; 32]>, OutOfMemory> {
    let params =
        Params::new(cost.m_kib(), cost.t(), cost.p(), Some(32)).expect("Argon2Cost allows only what Argon2 allows");
    let mut memory = reserve(params.block_count())?;
    let mut output = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(secret, salt, output.as_mut_slice(), memory.as_mut_slice())
        .expect("the lengths of salt, output and memory are fixed above, and no secret is 4 GiB long");
    // The library gives its own memory back as it is; here it is overwritten first.
    memory.iter_mut().zeroize();
    Ok(output)
}

fn reserve(blocks: usize) -> Result<Vec<Block>, OutOfMemory> {
    let mut memory = Vec::new();
    memory.try_reserve_exact(blocks).map_err(|_| OutOfMemory)?;
    memory.resize(blocks, Block::new());
    Ok(memory)
}

#[cfg(test)]
mod tests {
    use argon2::{AssociatedData, ParamsBuilder};

    use super::*;

    /// RFC 9106 section 5.3 uses a secret and associated data, which `stretch` never does, so this
    /// test pins the library; `stretch_is_plain_argon2id` pins what we make of it.
    #[test]
    fn argon2id_gives_the_tag_of_rfc_9106() {
        let params = ParamsBuilder::new()
            .m_cost(32)
            .t_cost(3)
            .p_cost(4)
            .data(AssociatedData::new(&[0x04; 12]).expect("12 bytes fit"))
            .build()
            .expect("the parameters are those of the RFC");
        let mut tag = [0; 32];
        Argon2::new_with_secret(&[0x03; 8], Algorithm::Argon2id, Version::V0x13, params)
            .expect("8 bytes fit")
            .hash_password_into(&[0x01; 32], &[0x02; 16], &mut tag)
            .expect("the lengths are valid");
        assert_eq!(hex::encode(tag), "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    #[test]
    fn stretch_is_plain_argon2id() {
        let cost = Argon2Cost::new(32, 3, 4).expect("within bounds");
        let ours = stretch(&[0x01; 32], &[0x02; 16], cost).expect("32 KiB can be had");
        let mut theirs = [0; 32];
        let params = Params::new(32, 3, 4, Some(32)).expect("valid");
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(&[0x01; 32], &[0x02; 16], &mut theirs)
            .expect("the lengths are valid");
        assert_eq!(*ours, theirs);
    }

    #[test]
    fn the_default_cost_gives_what_openssl_gives() {
        let salt = std::array::from_fn(|i| u8::try_from(i).expect("below 16"));
        let key = stretch(b"kopi o kosong", &salt, Argon2Cost::default()).expect("64 MiB can be had");
        assert_eq!(hex::encode(*key), "f8ce3c858f50bdc75f70b590258ec2d273c4f6385489eb36562a44f904816442");
    }
}
