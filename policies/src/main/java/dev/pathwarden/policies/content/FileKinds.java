package dev.pathwarden.policies.content;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Recognises compressed and media formats, whose bytes are spread evenly though nobody encrypted them. */
final class FileKinds {

    private static final List<byte[]> MAGICS = List.of(
            hex("1f8b08"), hex("504b0304"), hex("504b0506"), hex("504b0708"), hex("28b52ffd"), hex("fd377a585a00"), hex("377abcaf271c"),
            hex("04224d18"), hex("526172211a07"), hex("1f9d"), hex("1fa0"), hex("4c5a4950"), hex("ff060000734e61507059"), hex("89504e470d0a1a0a"),
            hex("ffd8ff"), hex("474946383761"), hex("474946383961"), hex("255044462d"), hex("4f676753"), hex("664c6143"), hex("494433"),
            hex("1a45dfa3"), hex("cafebabe"), hex("50415231"), hex("7f454c46"), hex("d0cf11e0a1b11ae1"), hex("774f4646"), hex("774f4632"));
    private static final byte[] BZIP2_BLOCK = hex("314159265359");
    /** Bytes of valid deflate that random bytes do not reach by chance. */
    private static final int ENOUGH_INFLATED = 256;

    private FileKinds() {
    }

    /** Whether the bytes begin as a compressed or media format does. */
    static boolean compressedOrMedia(byte[] bytes, int offset, int length) {
        for (byte[] magic : MAGICS) {
            if (at(bytes, offset, length, magic, 0)) {
                return true;
            }
        }
        byte[] bz = {'B', 'Z', 'h'};
        return at(bytes, offset, length, bz, 0) && at(bytes, offset, length, BZIP2_BLOCK, 4)
                || at(bytes, offset, length, ascii("RIFF"), 0) && (at(bytes, offset, length, ascii("WEBP"), 8) || at(bytes, offset, length, ascii("AVI "), 8) || at(bytes, offset, length, ascii("WAVE"), 8))
                || at(bytes, offset, length, ascii("ftyp"), 4)
                || inflates(bytes, offset, length, false) || inflates(bytes, offset, length, true);
    }

    /** Whether the bytes are zlib or bare deflate, found out by inflating them: the two bytes of zlib's header prove too little. */
    private static boolean inflates(byte[] bytes, int offset, int length, boolean bare) {
        Inflater inflater = new Inflater(bare);
        try {
            inflater.setInput(bytes, offset, length);
            byte[] out = new byte[4096];
            while (inflater.getBytesRead() < ENOUGH_INFLATED && !inflater.finished() && !inflater.needsInput() && !inflater.needsDictionary()) {
                if (inflater.inflate(out) == 0) {
                    break;
                }
            }
            long read = inflater.getBytesRead();
            return read >= ENOUGH_INFLATED || inflater.finished() && read >= 32 && read >= length / 2;
        } catch (DataFormatException notDeflate) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private static boolean at(byte[] bytes, int offset, int length, byte[] magic, int from) {
        if (from + magic.length > length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (bytes[offset + from + i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hex(String digits) {
        return java.util.HexFormat.of().parseHex(digits);
    }
}
