package dev.pathwarden.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.signing.Hex;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeTest {

    /** Leaves and roots that implementations of RFC 6962 are tested with. */
    private static final List<String> LEAVES = List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void root_isThatOfRfc6962() {
        TreeHash tree = new TreeHash();
        for (int size = 0; size <= LEAVES.size(); size++) {
            assertThat(Hex.of(tree.root())).isEqualTo(ROOTS.get(size));
            assertThat(PrunedTree.whole(size).root(leaves(size))).isEqualTo(tree.root());
            if (size < LEAVES.size()) {
                tree.add(leaves(size + 1).get(size));
            }
        }
    }

    @Test
    void prunedTrees_haveTheSameRoot_prunedAgainToo() {
        Random random = new Random(5);
        for (int size = 1; size < 40; size++) {
            List<byte[]> leaves = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                byte[] leaf = new byte[Sha256.BYTES];
                random.nextBytes(leaf);
                leaves.add(leaf);
            }
            byte[] root = PrunedTree.whole(size).root(leaves);
            int[] places = some(IntStream.range(0, size).toArray(), random);
            PrunedTree pruned = PrunedTree.whole(size).keeping(leaves, places);
            List<byte[]> kept = IntStream.of(places).mapToObj(leaves::get).toList();
            assertThat(pruned.root(kept)).isEqualTo(root);
            int[] fewer = some(places, random);
            PrunedTree again = pruned.keeping(kept, fewer);
            assertThat(again.root(IntStream.of(fewer).mapToObj(leaves::get).toList())).isEqualTo(root);
            assertThat(again.siblings()).usingElementComparator(java.util.Arrays::compare).isEqualTo(PrunedTree.whole(size).keeping(leaves, fewer).siblings());
        }
    }

    @Test
    void proof_ofOneLeaf_isItsInclusionProof() {
        PrunedTree pruned = PrunedTree.whole(7).keeping(leaves(7), new int[] {3});
        // Of leaf 3 in a tree of 7: the two before it, the one beside it, and the three behind them.
        assertThat(pruned.siblings()).hasSize(3);
        assertThat(Hex.of(pruned.siblings().get(0))).isEqualTo(ROOTS.get(2));
        assertThat(Hex.of(pruned.siblings().get(1))).isEqualTo(Hex.of(leaves(3).get(2)));
        assertThat(Hex.of(pruned.root(leaves(4).subList(3, 4)))).isEqualTo(ROOTS.get(7));
    }

    @Test
    void root_withoutOrWithTooManySiblings_isRefused() {
        PrunedTree pruned = PrunedTree.whole(7).keeping(leaves(7), new int[] {3});
        List<byte[]> one = leaves(4).subList(3, 4);
        assertThatThrownBy(() -> new PrunedTree(7, new int[] {3}, pruned.siblings().subList(0, 2)).root(one)).isInstanceOf(CorruptBytesException.class);
        List<byte[]> more = new ArrayList<>(pruned.siblings());
        more.add(new byte[Sha256.BYTES]);
        assertThatThrownBy(() -> new PrunedTree(7, new int[] {3}, more).root(one)).isInstanceOf(CorruptBytesException.class);
    }

    private static int[] some(int[] places, Random random) {
        int[] chosen = IntStream.of(places).filter(place -> random.nextInt(3) == 0).toArray();
        return chosen.length == 0 ? new int[] {places[random.nextInt(places.length)]} : chosen;
    }

    private static List<byte[]> leaves(int count) {
        return LEAVES.subList(0, count).stream().map(hex -> Sha256.of(new byte[1], Hex.bytes(hex))).toList();
    }
}
