package dev.cistern.lab.advise;

import static dev.cistern.lab.advise.SyntheticRecording.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cistern.lab.LabException;
import dev.cistern.lab.Outcome;
import dev.cistern.lab.Verdict;
import org.junit.jupiter.api.Test;

final class AdvisorTest {
    private static SiteAdvice only(Advice advice) {
        assertThat(advice.sites()).hasSize(1);
        return advice.sites().getFirst();
    }

    private static SyntheticRecording buffers(String... path) {
        return new SyntheticRecording().site("byte[]", path(path), 8192, 10_000, 0);
    }

    @Test
    void advise_largeBufferThatDiesAtOnce_paysWithTheHandOverAsACondition() {
        SiteAdvice site = only(buffers("com.acme.Parser.read").advise());
        assertThat(site.verdict()).isEqualTo(Verdict.PAYS);
        assertThat(site.bytesPerSecond().value()).isCloseTo(8192 * 10_000, within(8192.0 * 100));
        assertThat(site.conditions()).singleElement().asString().contains("nobody keeps the byte[]");
        assertThat(site.apply()).isEqualTo("ScratchPool of cistern-pool");
        assertThat(site.snippet()).contains("new byte[8176]");
    }

    @Test
    void advise_livesHalfAGcInterval_failsReuse() {
        SiteAdvice site = only(new SyntheticRecording()
                .site("byte[]", path("com.acme.Delay.enter"), 1024, 20_000, 0.3)
                .advise());
        assertThat(site.verdict()).isEqualTo(Verdict.DOES_NOT_PAY);
        assertThat(site.boundaries().get(3).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(site.apply()).isEqualTo("leave it alone");
    }

    @Test
    void advise_livesManyGcIntervals_failsFrequencyAndLife() {
        SiteAdvice site = only(new SyntheticRecording()
                .site("byte[]", path("com.acme.Sessions.open"), 1024, 20_000, 10)
                .advise());
        assertThat(site.reason()).contains("boundary 1 fails");
    }

    @Test
    void advise_tinyObject_failsCostAndHarms() {
        SiteAdvice site = only(new SyntheticRecording()
                .site("com.acme.Node", path("com.acme.List.push"), 24, 1_000_000, 0)
                .advise());
        assertThat(site.verdict()).isEqualTo(Verdict.DOES_NOT_PAY);
        assertThat(site.reason()).contains("boundary 3 fails");
        assertThat(site.harm()).isTrue();
    }

    @Test
    void advise_string_failsResettableState() {
        SiteAdvice site = only(new SyntheticRecording()
                .site("java.lang.String", path("com.acme.Names.join"), 4096, 20_000, 0)
                .advise());
        assertThat(site.reason()).contains("boundary 2 fails", "immutable");
    }

    @Test
    void advise_allocatedInTheJdkWithoutAUser_isLeftAlone() {
        SiteAdvice site =
                only(buffers("sun.net.Server.read", "java.lang.Thread.run").advise());
        assertThat(site.verdict()).isEqualTo(Verdict.PAYS);
        assertThat(site.apply()).contains("leave it alone", "sun.net.Server");
        assertThat(site.snippet()).isEmpty();
    }

    @Test
    void advise_allocatedByAConstructorOfTheJdk_poolsTheObjectThatHoldsIt() {
        SiteAdvice site = only(buffers("java.io.ByteArrayOutputStream.<init>", "com.acme.Page.write")
                .advise());
        assertThat(site.apply())
                .isEqualTo("ScratchPool of cistern-pool, for the java.io.ByteArrayOutputStream that" + " allocates it");
        assertThat(site.snippet()).contains("ScratchPool<ByteArrayOutputStream>");
    }

    @Test
    void advise_allocatedByACallOfTheJdk_saysThatNoPoolFitsInside() {
        SiteAdvice site =
                only(buffers("java.util.Arrays.copyOf", "com.acme.Page.grow").advise());
        assertThat(site.apply()).contains("do without java.util.Arrays.copyOf");
        assertThat(site.snippet()).isEmpty();
    }

    /** The remedy was once looked for at the end of the path, where a thread begins, so that all was left alone. */
    @Test
    void advise_framesAboveTheOwner_doNotChangeTheRemedy() {
        SiteAdvice site = only(buffers(
                        "java.io.ByteArrayOutputStream.<init>",
                        "com.acme.Page.write",
                        "com.acme.Server.handle",
                        "java.lang.Thread.run")
                .advise());
        assertThat(site.apply()).contains("for the java.io.ByteArrayOutputStream");
    }

    /** The result of a serialisation is no buffer of the recycler, so its setting would not help. */
    @Test
    void advise_libraryCodeBesideItsPool_isNotSentToThePoolsSetting() {
        SiteAdvice site =
                only(buffers("com.fasterxml.jackson.core.util.ByteArrayBuilder.toByteArray", "com.acme.Json.write")
                        .advise("com.acme"));
        assertThat(site.apply()).contains("do without com.fasterxml.jackson.core.util.ByteArrayBuilder.toByteArray");
    }

    @Test
    void advise_libraryWithAPoolOfItsOwn_namesItsSetting() {
        SiteAdvice site = only(buffers("com.fasterxml.jackson.core.util.BufferRecycler.balloc", "com.acme.Json.write")
                .advise("com.acme"));
        assertThat(site.apply()).startsWith("Jackson 2's own setting: ").contains("recyclerPool");
        assertThat(site.method()).isEqualTo("com.acme.Json.write");
    }

    @Test
    void advise_mineNamed_foreignAllocatorIsNotEditable() {
        SiteAdvice site =
                only(buffers("org.other.Codec.encode", "com.acme.Json.write").advise("com.acme"));
        assertThat(site.apply()).contains("do without org.other.Codec.encode");
    }

    @Test
    void advise_cacheAndPoolOnTheHeap_areRecognisedAndJudged() {
        Advice advice = buffers("io.netty.buffer.PooledByteBufAllocator.newHeapBuffer", "com.acme.Wire.send")
                .onHeap("io.netty.buffer.PooledByteBufAllocator", 1, 64)
                .onHeap("com.github.benmanes.caffeine.cache.BoundedLocalCache", 2, 400)
                .onHeap("com.acme.Order", 1000, 24000)
                .advise();
        assertThat(advice.recognised())
                .extracting(Advice.RecognisedPool::library)
                .containsExactly("Netty pooled allocator", "Caffeine");
        assertThat(advice.recognised().get(0).judgement()).contains("100 %", "misses often");
        assertThat(advice.recognised().get(1).judgement()).contains("next to no allocation");
    }

    @Test
    void advise_threadLocalMadeAgainAndAgain_isRecognised() {
        Advice advice = buffers(
                        "com.acme.Buffers.make", "java.lang.ThreadLocal.setInitialValue", "com.acme.Buffers.get")
                .advise("com.other");
        assertThat(advice.recognised())
                .extracting(Advice.RecognisedPool::library)
                .containsExactly("ThreadLocal");
    }

    @Test
    void advise_tooFewSamples_isUndecidedAndSaysHowMuchLonger() {
        SiteAdvice site = only(new SyntheticRecording()
                .site("byte[]", path("com.acme.Parser.read"), 8192, 100, 0)
                .windowSeconds(1)
                .advise());
        assertThat(site.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(site.reason()).contains("too few", "more seconds of recording should decide it");
    }

    @Test
    void advise_nothingSampled_isNoConclusion() {
        assertThatThrownBy(() -> new SyntheticRecording().advise())
                .isInstanceOf(LabException.NoConclusion.class)
                .hasMessageContaining("hardly allocates");
    }

    @Test
    void advise_sameRecordingTwice_sameAdvice() {
        SyntheticRecording recording = buffers("com.acme.Parser.read");
        assertThat(recording.advise()).isEqualTo(recording.advise());
    }
}
