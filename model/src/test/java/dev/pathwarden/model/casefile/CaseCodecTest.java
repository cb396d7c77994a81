package dev.pathwarden.model.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.casefile.CaseCodec.NoCaseException;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CaseCodecTest {

    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String MARK = "{\"id\":\"" + ID + "\",\"kind\":\"tag\",\"run\":\"00000000000000010000000000000002\",\"step\":\"0000000000000003\",\"author\":\"ada\",\"made\":4,\"changed\":5,\"tag\":\"exfil\"}";

    @Property(tries = 300)
    void decode_ofWhatWasEncoded_isTheSameCase(@ForAll long seed) throws Exception {
        Case any = new Cases(seed).next();

        assertThat(CaseCodec.decode(CaseCodec.encode(any))).isEqualTo(any);
    }

    @Property(tries = 300)
    void decode_ofAnyDamage_isACaseThatCanBeWritten_orRefusedInASentence(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = CaseCodec.encode(new Cases(seed).next());
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        try {
            Case read = CaseCodec.decode(bytes);
            assertThat(CaseCodec.decode(CaseCodec.encode(read))).isEqualTo(read);
        } catch (NoCaseException refused) {
            assertThat(refused.getMessage()).matches("(?s)(is|does not|names|has) .+").hasSizeLessThan(2_000);
        }
    }

    @Property(tries = 20)
    void decode_ofEveryCut_isRefused(@ForAll long seed) {
        byte[] whole = CaseCodec.encode(new Cases(seed).next());
        // The line feed at the end is for people.
        for (int length = 0; length < whole.length - 1; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> CaseCodec.decode(cut)).isInstanceOf(NoCaseException.class);
        }
    }

    @Test
    void encode_ofAJudgedStep_isOfVersion2_andOfNoneOfVersion1() throws Exception {
        TreeMap<MarkId, Mark> marks = new TreeMap<>();
        Subject step = new Subject(new RunId(1, 2), new StepId(3));
        MarkId id = new MarkContent.Judged(false).onlyId(step).orElseThrow();
        marks.put(id, new Mark(id, step, new MarkContent.Judged(false), "ada", 4, 5));
        Case judged = new Case(new TreeSet<>(), marks);

        String text = new String(CaseCodec.encode(judged), StandardCharsets.UTF_8);

        assertThat(text).contains("\"version\":2,", "\"kind\":\"judged\"", "\"judged\":\"wrong\"");
        assertThat(CaseCodec.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(judged);
        assertThat(new MarkContent.Judged(true).onlyId(step)).contains(id);
        refuses(text.replace("\"wrong\"", "\"maybe\""), "\"judged\" of mark 1 is missing, or not what it should be");
    }

    @Test
    void encode_hasEachMarkOnALine_asDocumented() {
        TreeMap<MarkId, Mark> marks = new TreeMap<>();
        marks.put(new MarkId(ID), new Mark(new MarkId(ID), new Subject(new RunId(1, 2), new StepId(3)), new MarkContent.Tag("exfil"), "ada", 4, 5));

        assertThat(new String(CaseCodec.encode(new Case(new TreeSet<>(java.util.Set.of("runs-" + ID)), marks)), StandardCharsets.UTF_8))
                .isEqualTo("{\"format\":\"pathwarden case\",\"version\":1,\"recordings\":[\"runs-" + ID + "\"],\"marks\":[\n" + MARK + "\n]}\n");
    }

    @Test
    void decode_ofALaterVersion_saysWhoCanReadIt() {
        assertThatThrownBy(() -> read("{\"format\":\"pathwarden case\",\"version\":3,\"whatever\":true}"))
                .hasMessage("is of version 3, and this Pathwarden reads versions 1 and 2 only: use the Pathwarden that wrote it, or a later one");
    }

    @Test
    void decode_ofWhatIsNoCase_saysWhy() {
        refuses("", "is not JSON (");
        refuses("[]", "is JSON and no case");
        refuses("{\"version\":1}", "is JSON and no case");
        refuses("{\"format\":\"pathwarden case\",\"version\":\"1\"}", "does not say of which version it is");
        refuses("{\"format\":\"pathwarden case\",\"version\":1,\"recordings\":[\"../../etc/passwd\"],\"marks\":[]}", "names a recording in a way that none is named");
        refuses("{\"format\":\"pathwarden case\",\"version\":1,\"recordings\":[],\"marks\":[],\"more\":1}", "is damaged: the file has a field that no case has");
        refusesMark(MARK.replace("exfil", "x".repeat(65)), "is damaged: mark 1 is refused (A tag has at most 64 characters, and this one has 65: shorten it.)");
        refusesMark(MARK.replace("exfil", "a\\u0007b"), "without tabs and other control characters");
        refusesMark(MARK.replace("exfil", " "), "A tag cannot be empty");
        refusesMark(MARK.replace("\"tag\":", "\"gat\":"), "\"tag\" of mark 1 is missing");
        refusesMark(MARK.replace("\"kind\":\"tag\"", "\"kind\":\"star\""), "mark 1 has a field that no case has");
        refusesMark(MARK.replace("\"kind\":\"tag\"", "\"kind\":\"mark\""), "\"kind\" of mark 1");
        refusesMark(MARK.replace("\"changed\":5", "\"changed\":3"), "changed no earlier");
        refusesMark(MARK.replace("\"changed\":5", "\"changed\":9223372036854775807"), "between 1970 and 2116");
        refusesMark(MARK.replace("\"made\":4", "\"made\":4.5"), "\"made\" of mark 1");
        refusesMark(MARK.replace("0000000000000003", "0000000000000000"), "\"step\" of mark 1");
        refusesMark(MARK.replace("\"run\":\"00000000000000010000000000000002\",", ""), "\"step\" of mark 1");
        refusesMark(MARK.replaceAll("\"run\".*\"author\"", "\"author\""), "a filter is on no run");
        refusesMark("7", "mark 1 is no object");
        assertThatThrownBy(() -> CaseCodec.decode(new byte[] {'"', (byte) 0xC3, '"'})).hasMessage("is not UTF-8");
        assertThatThrownBy(() -> CaseCodec.decode(new byte[CaseCodec.LARGEST + 1])).hasMessage("is larger than any case, which has at most 64 MB");
        refuses(withMarks("7,".repeat(Case.MOST_MARKS) + "7"), "has 100001 marks, where 100000 are the most");
    }

    @Test
    void decode_ofAMarkThatIsThereTwice_takesWhatWasChangedLast() throws Exception {
        Case read = read(withMarks(MARK.replace("exfil", "new").replace("\"changed\":5", "\"changed\":6") + "," + MARK));

        assertThat(read.marks()).extracting(Mark::content).containsExactly(new MarkContent.Tag("new"));
    }

    private static void refusesMark(String mark, String why) {
        refuses(withMarks(mark), why);
    }

    private static String withMarks(String marks) {
        return "{\"format\":\"pathwarden case\",\"version\":1,\"recordings\":[],\"marks\":[" + marks + "]}";
    }

    private static void refuses(String text, String why) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(NoCaseException.class).hasMessageContaining(why);
    }

    private static Case read(String text) throws NoCaseException {
        return CaseCodec.decode(text.getBytes(StandardCharsets.UTF_8));
    }
}
