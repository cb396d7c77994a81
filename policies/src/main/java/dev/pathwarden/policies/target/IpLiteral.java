package dev.pathwarden.policies.target;

import dev.pathwarden.policies.text.Ascii;
import java.util.Arrays;

/**
 * An IP address written as text, in any spelling that some resolver accepts. No name is resolved.
 *
 * <p>IPv4 as in {@code inet_aton}: one to four parts, each decimal, octal with a leading zero, or hexadecimal. IPv6 with {@code ::}, an IPv4 tail and a
 * zone. An IPv6 address that only wraps an IPv4 one (mapped, compatible, NAT64, 6to4) is that IPv4 address.
 */
final class IpLiteral {

    private static final int MAX_LENGTH = 64;

    private final byte[] address;
    private final boolean dotted;

    private IpLiteral(byte[] address, boolean dotted) {
        this.address = address;
        this.dotted = dotted;
    }

    static IpLiteral of(byte[] address) {
        return new IpLiteral(unwrap(address), true);
    }

    /** The address, or null where the text is none. */
    static IpLiteral parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return null;
        }
        if (text.indexOf(':') >= 0) {
            byte[] six = parseSix(text);
            return six == null ? null : new IpLiteral(unwrap(six), true);
        }
        return parseFour(text);
    }

    /** The 4 or 16 bytes. */
    byte[] bytes() {
        return address;
    }

    /** Whether it was written in four parts or as IPv6, which nothing else looks like. */
    boolean dotted() {
        return dotted;
    }

    /** The plain form: four decimal parts, or eight hexadecimal groups with the longest run of zeros left out. */
    String text() {
        if (address.length == 4) {
            return (address[0] & 0xFF) + "." + (address[1] & 0xFF) + "." + (address[2] & 0xFF) + "." + (address[3] & 0xFF);
        }
        int[] groups = new int[8];
        int bestFrom = -1;
        int best = 1;
        for (int i = 0; i < 8; i++) {
            groups[i] = (address[2 * i] & 0xFF) << 8 | address[2 * i + 1] & 0xFF;
        }
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > best) {
                best = run;
                bestFrom = i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == bestFrom) {
                text.append("::");
                i += best - 1;
                continue;
            }
            if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    private static IpLiteral parseFour(String text) {
        long[] parts = new long[4];
        int count = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) != '.') {
                continue;
            }
            long part = count < 4 ? part(text, from, i) : -1;
            if (part < 0) {
                return null;
            }
            parts[count++] = part;
            from = i + 1;
        }
        long value = 0;
        for (int i = 0; i < count - 1; i++) {
            if (parts[i] > 255) {
                return null;
            }
            value |= parts[i] << 24 - 8 * i;
        }
        int lastBits = 8 * (5 - count);
        if (parts[count - 1] >= 1L << lastBits) {
            return null;
        }
        value |= parts[count - 1];
        return new IpLiteral(new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value}, count == 4);
    }

    private static long part(String text, int from, int to) {
        int base = 10;
        int at = from;
        if (to - from > 2 && text.charAt(from) == '0' && Ascii.lower(text.charAt(from + 1)) == 'x') {
            base = 16;
            at = from + 2;
        } else if (to - from > 1 && text.charAt(from) == '0') {
            base = 8;
            at = from + 1;
        }
        if (at >= to || to - at > 32) {
            return -1;
        }
        long value = 0;
        for (; at < to; at++) {
            int digit = Ascii.hex(text.charAt(at));
            if (digit < 0 || digit >= base) {
                return -1;
            }
            value = value * base + digit;
            if (value > 0xFFFFFFFFL) {
                return -1;
            }
        }
        return value;
    }

    private static byte[] parseSix(String text) {
        int zone = text.indexOf('%');
        String body = zone < 0 ? text : text.substring(0, zone);
        int gap = body.indexOf("::");
        if (gap >= 0 && body.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        byte[] head = groups(gap < 0 ? body : body.substring(0, gap));
        byte[] tail = gap < 0 ? new byte[0] : groups(body.substring(gap + 2));
        if (head == null || tail == null || (gap < 0 ? head.length != 16 : head.length + tail.length > 14)) {
            return null;
        }
        byte[] address = Arrays.copyOf(head, 16);
        System.arraycopy(tail, 0, address, 16 - tail.length, tail.length);
        return address;
    }

    private static byte[] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] groups = text.split(":", -1);
        if (groups.length > 8) {
            return null;
        }
        byte[] bytes = new byte[2 * groups.length + 2];
        int length = 0;
        for (int i = 0; i < groups.length; i++) {
            String group = groups[i];
            if (group.indexOf('.') >= 0 && i == groups.length - 1) {
                IpLiteral four = parseFour(group);
                if (four == null || !four.dotted) {
                    return null;
                }
                System.arraycopy(four.address, 0, bytes, length, 4);
                length += 4;
                continue;
            }
            if (group.isEmpty() || group.length() > 4) {
                return null;
            }
            int value = 0;
            for (int k = 0; k < group.length(); k++) {
                int digit = Ascii.hex(group.charAt(k));
                if (digit < 0) {
                    return null;
                }
                value = value << 4 | digit;
            }
            bytes[length++] = (byte) (value >>> 8);
            bytes[length++] = (byte) value;
        }
        return length > 16 ? null : Arrays.copyOf(bytes, length);
    }

    /** The IPv4 address inside, where an IPv6 one only wraps it. */
    private static byte[] unwrap(byte[] address) {
        if (address.length != 16) {
            return address.clone();
        }
        boolean zeros = true;
        for (int i = 0; i < 10; i++) {
            zeros &= address[i] == 0;
        }
        boolean mapped = zeros && (address[10] & 0xFF) == 0xFF && (address[11] & 0xFF) == 0xFF;
        boolean compatible = zeros && address[10] == 0 && address[11] == 0 && (address[12] != 0 || address[13] != 0);
        boolean nat64 = address[0] == 0 && address[1] == 0x64 && (address[2] & 0xFF) == 0xFF && (address[3] & 0xFF) == 0x9B;
        if (mapped || compatible || nat64) {
            return Arrays.copyOfRange(address, 12, 16);
        }
        boolean sixToFour = address[0] == 0x20 && address[1] == 0x02;
        return sixToFour ? Arrays.copyOfRange(address, 2, 6) : address.clone();
    }
}
