package dev.pathwarden.policies.engine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How a bundle lies in bytes. The same guardrails and parts always give the same bytes.
 *
 * <pre>
 *   0        3         4            36
 *   +--------+---------+------------+-------------------+
 *   | "PWB"  | version | SHA-256    | body              |
 *   +--------+---------+------------+-------------------+
 *
 *   body       --> texts, guardrails, parts
 *   texts      --> count, text*             every text once, in the order of first use
 *   text       --> count, UTF-16 unit*      units as varints, so that lone surrogates survive
 *   guardrails --> count, guardrail*
 *   parts      --> count, part*             what the guardrails are decided with; in the order of their names, each once
 *   part       --> name, content
 *   baseline   --> count, agent*            content of the part "baseline"
 *   agent      --> id, cut, most, traits
 *   cut        --> count, kind*             kinds of which nothing can be called new
 *   most       --> count, (volume, long)*   what a run comes to at most
 *   traits     --> count, (kind, word*)*    as many words as the kind has
 *   tools      --> count, tool*             content of the part "tools"
 *   tool       --> name, effects, roles, returns
 *   effects    --> count, name*
 *   roles      --> count, (argument, name)*
 *   returns    --> count, label*
 * </pre>
 *
 * <p>Counts, places in the table of texts and offsets are varints: low 7 bits first, high bit set on all but the last byte.
 * Enum constants are written as the text of their name, a tree as a tag followed by its operands. The digest covers the body; its
 * first 8 bytes are the bundle's hash.
 *
 * <p>In version 2 each guardrail has, behind its {@code onFault}, the options of its action: a count, and for each its name and a count of texts. A bundle in which no
 * guardrail has any is of version 1, which earlier versions of Pathwarden read as well. Version 3 has operators over earlier steps: the operator, a count of conditions and each as a tree, and
 * 0, or 1 with the time to look back. Version 4 has the parts behind the guardrails; a part of a name that a reader does not know is refused, because without it the guardrails would
 * decide otherwise. In version 5 each guardrail has, behind its condition, its exceptions: a count,
 * and of each the name, the condition, the reason, and 0, or 1 with its last day as days since 1970. In version 6 each guardrail has behind them 0, or 1 with how far it is rolled out: what is done
 * inside and outside, a count of agents and each, the share, and 0, or 1 with its end as nanoseconds since 1970 and what is done then. A bundle is of the lowest version that can hold it.
 */
final class BundleFormat {

    static final byte[] MAGIC = {'P', 'W', 'B'};
    static final byte VERSION_WITHOUT_OPTIONS = 1;
    static final byte VERSION_WITHOUT_OPERATORS = 2;
    static final byte VERSION_WITHOUT_PARTS = 3;
    static final byte VERSION_WITHOUT_EXCEPTIONS = 4;
    static final byte VERSION_WITHOUT_STAGES = 5;
    static final byte VERSION = 6;
    static final int DIGEST = MAGIC.length + 1;
    static final int DIGEST_BYTES = 32;
    static final int BODY = DIGEST + DIGEST_BYTES;
    static final int MAX_BYTES = 16 << 20;
    static final int MAX_SLOTS = 1_000;
    static final int MAX_PARTS = 100;

    static final int LITERAL_NULL = 0;
    static final int LITERAL_FALSE = 1;
    static final int LITERAL_TRUE = 2;
    static final int LITERAL_INT = 3;
    static final int LITERAL_DOUBLE = 4;
    static final int LITERAL_TEXT = 5;
    static final int LITERAL_TIMESTAMP = 6;
    static final int LITERAL_DURATION = 7;
    static final int FIELD_READ = 8;
    static final int FIELD_RECORDED = 9;
    static final int VARIABLE_READ = 10;
    static final int VARIABLE_RECORDED = 11;
    static final int COUNT = 12;
    static final int LET = 13;
    static final int LOCAL = 14;
    static final int SELECT = 15;
    static final int HAS = 16;
    static final int CALL = 17;
    static final int MATCHES = 18;
    static final int LIST_OF = 19;
    static final int MAP_OF = 20;
    static final int FOLD = 21;
    static final int PAST = 22;

    static final int PART_ALL = 0;
    static final int PART_ANY = 1;
    static final int PART_CLAUSE = 2;

    private BundleFormat() {
    }

    static byte[] digest(byte[] bytes, int from) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, bytes.length - from);
            return digest.digest();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static String hash(byte[] digest) {
        StringBuilder hex = new StringBuilder(16);
        for (int i = 0; i < 8; i++) {
            hex.append(Character.forDigit(digest[i] >> 4 & 0xF, 16)).append(Character.forDigit(digest[i] & 0xF, 16));
        }
        return hex.toString();
    }
}
