package dev.pathwarden.recorder.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a process tells another can be read by those with the same key, as it was told, for a while. */
class SealedPlacesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
    private static final byte[] KEY = "a key of the deployment".getBytes(StandardCharsets.UTF_8);
    private static final AgentIdentity IDENTITY = new AgentIdentity(KEY);
    private static final CallerPlace PLACE = new CallerPlace(new RunId(0x1234567890abcdefL, 7), new StepId(0xfedcL), List.of(IDENTITY.of("planner"), IDENTITY.of("writer")), Set.of("user", "pii.e-mail"));

    private final SealedPlaces seals = at(NOW, KEY);

    @Test
    void place_comesBackAsItWasTold() {
        assertThat(at(NOW.plusSeconds(SealedPlaces.LONGEST_SECONDS - 1), KEY).open(seals.seal(PLACE))).contains(PLACE);
        CallerPlace bare = new CallerPlace(PLACE.run(), PLACE.step(), List.of(), Set.of());
        assertThat(seals.open(seals.seal(bare))).contains(bare);
        CallerPlace forSomebody = new CallerPlace(PLACE.run(), PLACE.step(), PLACE.agents(), PLACE.labels(), "J\u00fcrgen-\ud83d\ude00 ~.,");
        assertThat(seals.open(seals.seal(forSomebody))).contains(forSomebody);
        assertThat(seals.seal(forSomebody)).matches("[ -~]+");
        CallerPlace forSomebodyAlone = new CallerPlace(PLACE.run(), PLACE.step(), List.of(), Set.of(), "ann");
        assertThat(seals.open(seals.seal(forSomebodyAlone))).contains(forSomebodyAlone);
        assertThat(seals.seal(PLACE)).matches("[ -~]+");
    }

    @Test
    void everyChangedOrCutText_isNotOurs() {
        String sealed = seals.seal(PLACE);
        for (int i = 0; i < sealed.length(); i++) {
            char other = sealed.charAt(i) == 'a' ? 'b' : 'a';
            assertThat(seals.open(sealed.substring(0, i) + other + sealed.substring(i + 1))).as("changed at " + i).isEmpty();
            assertThat(seals.open(sealed.substring(0, i))).as("cut at " + i).isEmpty();
        }
        assertThat(seals.open(sealed + ",more")).isEmpty();
        assertThat(seals.open(null)).isEmpty();
        assertThat(seals.open("1------")).isEmpty();
    }

    @Test
    void answer_holdsForTheStepThatAskedAlone_andACallIsNoAnswer() {
        StepId asked = new StepId(77);
        String answer = seals.sealAnswer(PLACE, asked);

        assertThat(seals.openAnswer(answer, asked)).contains(PLACE);
        assertThat(seals.openAnswer(answer, new StepId(78))).isEmpty();
        assertThat(seals.open(answer)).isEmpty();
        assertThat(seals.openAnswer(seals.seal(PLACE), PLACE.step())).isEmpty();
        assertThat(seals.open(answer + "\0answer\0" + asked)).isEmpty();
        assertThat(seals.open(answer + "answer\0" + asked + "\0")).isEmpty();
    }

    @Test
    void placeForAChild_isOfAnyAge_andHoldsForNothingElse() {
        String child = seals.sealForChild(PLACE);

        assertThat(at(NOW.plus(Duration.ofDays(3)), KEY).openForChild(child)).contains(PLACE);
        assertThat(seals.open(child)).isEmpty();
        assertThat(seals.openForChild(seals.seal(PLACE))).isEmpty();
        assertThat(seals.openForChild(null)).isEmpty();
    }

    @Test
    void textOfAnotherDeployment_isNotOurs() {
        assertThat(seals.open(at(NOW, "another key".getBytes(StandardCharsets.UTF_8)).seal(PLACE))).isEmpty();
    }

    @Test
    void macMadeOfAnAgentId_isNotOurs() {
        String sealed = seals.seal(PLACE);
        String mac = sealed.split("-", 7)[5];
        String signed = sealed.replace(mac, "");
        // Whoever may choose an agent's name gets its id, made with the same key, for any text.
        assertThat(mac).doesNotStartWith(IDENTITY.of(signed));
    }

    @Test
    void oldText_andOneFromTheFuture_areNotBelieved() {
        String sealed = seals.seal(PLACE);
        assertThat(at(NOW.plusSeconds(SealedPlaces.LONGEST_SECONDS + 1), KEY).open(sealed)).isEmpty();
        assertThat(at(NOW.minus(Duration.ofHours(1)), KEY).open(sealed)).isEmpty();
    }

    @Test
    void moreLabelsThanThereIsRoomFor_leaveASign() {
        Set<String> labels = IntStream.range(0, 200).mapToObj(i -> "a-label-of-some-length.number-" + i).collect(Collectors.toCollection(TreeSet::new));
        CallerPlace read = seals.open(seals.seal(new CallerPlace(PLACE.run(), PLACE.step(), List.of(), labels))).orElseThrow();

        assertThat(read.labels()).contains("provenance.unknown").hasSizeLessThan(200);
        assertThat(labels).containsAll(read.labels().stream().filter(label -> !label.equals("provenance.unknown")).toList());
    }

    @Test
    void longChainOfAgents_keepsTheFirstAndTheLast() {
        List<String> chain = IntStream.range(0, 40).mapToObj(i -> IDENTITY.of("agent" + i)).toList();
        CallerPlace read = seals.open(seals.seal(new CallerPlace(PLACE.run(), PLACE.step(), chain, Set.of()))).orElseThrow();

        assertThat(read.agents()).hasSize(16).startsWith(IDENTITY.of("agent0")).endsWith(IDENTITY.of("agent39"));
    }

    private static SealedPlaces at(Instant instant, byte[] key) {
        return new SealedPlaces(key, new EpochClock(Clock.fixed(instant, ZoneOffset.UTC)));
    }
}
