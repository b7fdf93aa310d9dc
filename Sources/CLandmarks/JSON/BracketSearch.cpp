#include "BracketSearch.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "Processor.hpp"

namespace landmarks {

namespace {

constexpr std::ptrdiff_t block_size = 64;

/// The kinds of 64 bytes as bit masks, the first byte in the lowest bit.
struct ByteKinds {
    std::uint64_t quotes, opens, closes, controls, others;
};

/// The version for any machine.
struct PlainBytes {
    static ByteKinds kinds(const char *block) {
        ByteKinds kinds{};
        for (int i = 0; i < block_size; ++i) {
            unsigned byte = static_cast<unsigned char>(block[i]);
            std::uint64_t bit = std::uint64_t(1) << i;
            if (byte == '"') kinds.quotes |= bit;
            if ((byte | 0x20) == '{') kinds.opens |= bit;
            if ((byte | 0x20) == '}') kinds.closes |= bit;
            if (byte < 0x20) kinds.controls |= bit;
            if (byte == '\\' || byte > 0x7f) kinds.others |= bit;
        }
        return kinds;
    }
    static int count(std::uint64_t bits) { return __builtin_popcountll(bits); }
    /// Each bit becomes the parity of the bits up to it.
    static std::uint64_t parity(std::uint64_t bits) {
        for (int shift = 1; shift < block_size; shift *= 2) bits ^= bits << shift;
        return bits;
    }
};

/// The search, inlined into one function per instruction set.
template <typename Bytes>
[[gnu::always_inline]] inline bool skip(const char *&at, const char *end) {
    std::uint64_t in_string = 0;  // all ones where the block begins inside a string
    std::int64_t depth = 0;
    for (const char *block = at; block < end; block += block_size) {
        char last[block_size];
        const char *bytes = block;
        if (end - block < block_size) {
            std::memset(last, ' ', sizeof last);
            std::memcpy(last, block, std::size_t(end - block));
            bytes = last;
        }
        ByteKinds kinds = Bytes::kinds(bytes);
        std::uint64_t strings = Bytes::parity(kinds.quotes) ^ in_string;
        in_string = std::uint64_t(std::int64_t(strings) >> 63);
        std::uint64_t opens = kinds.opens & ~strings, closes = kinds.closes & ~strings;
        std::uint64_t wrong = kinds.others | (kinds.controls & strings);
        int closing = Bytes::count(closes);
        if (closing < depth) {
            if (wrong != 0) return false;
            depth += Bytes::count(opens) - closing;
            continue;
        }
        for (; closes != 0; closes &= closes - 1) {
            std::uint64_t before = (closes & -closes) - 1;
            if (depth + Bytes::count(opens & before) - Bytes::count(kinds.closes & ~strings & before) - 1 == 0) {
                at = block + __builtin_ctzll(closes) + 1;
                return (wrong & before) == 0;
            }
        }
        if (wrong != 0) return false;
        depth += Bytes::count(opens) - closing;
    }
    return false;
}

#if defined(__x86_64__)

struct AVX2Bytes {
    SIGNIFY_AVX2 static inline std::uint64_t mask(__m256i low, __m256i high) {
        return std::uint64_t(std::uint32_t(_mm256_movemask_epi8(low)))
            | std::uint64_t(std::uint32_t(_mm256_movemask_epi8(high))) << 32;
    }
    SIGNIFY_AVX2 static inline ByteKinds kinds(const char *block) {
        __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(block));
        __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(block + 32));
        auto equal = [&](__m256i l, __m256i h, char byte) SIGNIFY_AVX2 {
            __m256i wanted = _mm256_set1_epi8(byte);
            return mask(_mm256_cmpeq_epi8(l, wanted), _mm256_cmpeq_epi8(h, wanted));
        };
        __m256i bit = _mm256_set1_epi8(0x20), last_control = _mm256_set1_epi8(0x1f);
        __m256i folded_low = _mm256_or_si256(low, bit), folded_high = _mm256_or_si256(high, bit);
        ByteKinds kinds;
        kinds.quotes = equal(low, high, '"');
        kinds.opens = equal(folded_low, folded_high, '{');
        kinds.closes = equal(folded_low, folded_high, '}');
        kinds.controls = mask(
            _mm256_cmpeq_epi8(_mm256_min_epu8(low, last_control), low),
            _mm256_cmpeq_epi8(_mm256_min_epu8(high, last_control), high));
        kinds.others = equal(low, high, '\\') | mask(low, high);
        return kinds;
    }
    SIGNIFY_AVX2 static inline int count(std::uint64_t bits) { return __builtin_popcountll(bits); }
    SIGNIFY_AVX2 static inline std::uint64_t parity(std::uint64_t bits) { return PlainBytes::parity(bits); }
};

/// A block is one vector, and a comparison a mask.
struct AVX512Bytes {
    SIGNIFY_AVX512 static inline ByteKinds kinds(const char *block) {
        __m512i bytes = _mm512_loadu_si512(block);
        __m512i folded = _mm512_or_si512(bytes, _mm512_set1_epi8(0x20));
        ByteKinds kinds;
        kinds.quotes = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"'));
        kinds.opens = _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('{'));
        kinds.closes = _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('}'));
        kinds.controls = _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8(0x20));
        kinds.others = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\\')) | _mm512_movepi8_mask(bytes);
        return kinds;
    }
    SIGNIFY_AVX512 static inline int count(std::uint64_t bits) { return __builtin_popcountll(bits); }
    /// A product without carries by all ones: Langdale and Lemire (2019), section 3.1.1.
    SIGNIFY_AVX512 static inline std::uint64_t parity(std::uint64_t bits) {
        return std::uint64_t(_mm_cvtsi128_si64(
            _mm_clmulepi64_si128(_mm_set_epi64x(0, std::int64_t(bits)), _mm_set1_epi8(-1), 0)));
    }
};

[[gnu::flatten]] SIGNIFY_AVX2 bool skip_with_avx2(const char *&at, const char *end) { return skip<AVX2Bytes>(at, end); }

[[gnu::flatten]] SIGNIFY_AVX512 bool skip_with_avx512(const char *&at, const char *end) {
    return skip<AVX512Bytes>(at, end);
}
#endif

}  // namespace

bool skip_container(const char *&at, const char *end) {
#if defined(__x86_64__)
    if (has_avx512()) return skip_with_avx512(at, end);
#endif
    return skip_container_narrowly(at, end);
}

bool skip_container_narrowly(const char *&at, const char *end) {
#if defined(__x86_64__)
    if (has_avx2()) return skip_with_avx2(at, end);
#endif
    return skip_container_anywhere(at, end);
}

bool skip_container_anywhere(const char *&at, const char *end) { return skip<PlainBytes>(at, end); }

}  // namespace landmarks
