package io.korrigo.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where each block of a JPEG scan without restart markers begins, found by walking over its Huffman codes.
 *
 * <p>Each code has to be looked up before it is known where the next one is, so that a processor mostly waits. Three places are
 * walked at once for that reason, and no branch depends on the data but in rare cases. Where a block begins in the middle of a scan nobody
 * tells; but who begins anywhere soon comes upon the begin of a block, and from there on goes as who came from the scan's
 * begin. So:
 *
 * <p>1. The scan's bytes are copied without what is stuffed between them, and cut into pieces. 2. Each piece is walked from its first bit on,
 * as if a unit began there, and a little into the next one. 3. From the scan's begin on, what was found in a piece counts up to the
 * first block of which the next piece, too, has the begin, and the place in its unit; from there on that one's. Where two pieces don't meet, the
 * first one is walked farther until they do. What counts is what one walk would have found, to the bit.
 *
 * <p>Behind the data's end zeros are read, as decoders do.
 *
 * <p><b>Threads:</b> for one thread.
 */
final class BlockWalk {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Bytes of a scan whose copy is worth its memory: a page of 600 dpi in colour has half as many. */
    private static final int MOST_BYTES = 1 << 24;

    private static final int LANES = 3;

    /** Bytes of a piece at most: their blocks stay in a processor's cache until pieces are joined. */
    private static final int PIECE = 48 << 10;

    /** Bytes that two pieces have in common at first; they meet after a hundred as a rule. */
    private static final int COMMON = 512;

    /** Steps that are made before anybody looks how far they have led. */
    private static final int STEPS = 64;

    /** Bytes behind the data that such steps, and the look behind them, may come to. */
    private static final int BEHIND = STEPS * BlockSteps.LENGTHS / 8 + 16;

    private final BlockSteps steps;
    private final byte[] data;
    /** Bits of the data. */
    private final int length;

    private final int[] begins;
    private final BlockLane[] idle = new BlockLane[LANES];
    private int blocks;
    private boolean senseless;

    private BlockWalk(JpegScan scan, BlockSteps steps, int wanted) {
        this.steps = steps;
        int from = scan.scan().scan();
        int end = scan.scan().end();
        data = new byte[end - from + BEHIND];
        length = 8 * UnstuffedBytes.copy(scan.jpeg().file(), from, end, data);
        begins = new int[wanted + 1];
    }

    /** The walk over all units that the picture says it has; null for a scan that is walked in another way. */
    static @Nullable BlockWalk over(JpegScan scan) {
        int bytes = scan.scan().end() - scan.scan().scan();
        long units = (long) scan.columns() * scan.rows();
        BlockSteps steps = scan.restartInterval() > 0 || bytes > MOST_BYTES ? null : BlockSteps.of(scan);
        // a block takes a bit at least, and a picture may say that it has any number of them
        if (steps == null || units * steps.blocksInUnit() > 8L * MOST_BYTES) {
            return null;
        }
        BlockWalk walk = new BlockWalk(scan, steps, (int) units * steps.blocksInUnit());
        walk.join(walk.pieces());
        return walk;
    }

    /** How many blocks are there whole, in the order of the file and up to where it makes no sense. */
    int blocks() {
        return blocks;
    }

    /** Blocks in a unit. */
    int blocksInUnit() {
        return steps.blocksInUnit();
    }

    /** Whether fewer blocks are there than wanted, since the data behind them makes no sense. */
    boolean isSenseless() {
        return senseless;
    }

    /** The first 32 bits of a block. */
    int head(int block) {
        int bit = begins[block];
        return (int) ((long) EIGHT_BYTES.get(data, bit >>> 3) << (bit & 7) >>> 32);
    }

    private BlockLane[] pieces() {
        int bytes = length / 8;
        int count = LANES * Math.max(1, (bytes + LANES * PIECE - 1) / (LANES * PIECE));
        int piece = 8 * ((bytes + count - 1) / count);
        BlockLane[] pieces = new BlockLane[count];
        for (int lane = 0; lane < LANES; lane++) {
            idle[lane] = new BlockLane(steps, length, STEPS + 2);
        }
        BlockLane[] walked = idle.clone();
        int[] until = new int[LANES];
        int begun = 0;
        boolean busy = true;
        while (busy) {
            busy = false;
            for (int lane = 0; lane < LANES; lane++) {
                BlockLane at = walked[lane];
                if (at.isSenseless() && at != pieces[0]) {
                    at.begin(at.bit + 1);
                }
                boolean over = at == idle[lane] || at.bit >= until[lane] || at.isSenseless();
                if (over && begun < count) {
                    pieces[begun] = new BlockLane(steps, Math.min(length, begun * piece), piece / 32);
                    walked[lane] = pieces[begun++];
                    until[lane] = Math.min(length, begun * piece + 8 * COMMON);
                    over = false;
                } else if (over) {
                    walked[lane] = idle[lane];
                }
                busy |= !over;
            }
            if (busy) {
                walk(walked[0], walked[1], walked[2]);
            }
        }
        return pieces;
    }

    /** Puts together what counts of each piece. */
    private void join(BlockLane[] pieces) {
        BlockLane lane = pieces[0];
        // the first of its blocks that counts, and the one that is held against the next piece's
        int first = 0;
        int at = 0;
        int next = 1;
        int other = 0;
        while (true) {
            if (next < pieces.length && at <= lane.blocks) {
                BlockLane ahead = pieces[next];
                if (other > ahead.blocks) {
                    next++;
                    other = 0;
                    continue;
                }
                int here = lane.begins[at];
                int there = ahead.begins[other];
                if (here == there && (blocks + at - first - other) % steps.blocksInUnit() == 0) {
                    take(lane, first, at);
                    lane = ahead;
                    first = other;
                    at = other;
                    next++;
                    other = 0;
                    continue;
                }
                at += here <= there ? 1 : 0;
                other += there <= here ? 1 : 0;
            } else if (lane.isSenseless() || lane.bit >= length || blocks + lane.blocks - first >= begins.length) {
                take(lane, first, lane.blocks);
                senseless = lane.isSenseless() && lane.bit <= length && blocks < begins.length - 1;
                return;
            } else {
                walk(lane, idle[1], idle[2]);
            }
        }
    }

    private void take(BlockLane lane, int from, int to) {
        int end = Math.min(to, from + begins.length - 1 - blocks);
        while (end > from && lane.begins[end] > length) {
            end--;
        }
        System.arraycopy(lane.begins, from, begins, blocks, end - from + 1);
        blocks += end - from;
    }

    /** Makes {@link #STEPS} steps at three places. Those that are idle begin anew. */
    private void walk(BlockLane a, BlockLane b, BlockLane c) {
        for (BlockLane lane : idle) {
            lane.begin(length);
        }
        a.reserve(STEPS + 1);
        b.reserve(STEPS + 1);
        c.reserve(STEPS + 1);
        // all in locals, which stay in registers
        byte[] bytes = data;
        char[] table = steps.table();
        int[] next = steps.next();
        int[] beginsA = a.begins;
        int[] beginsB = b.begins;
        int[] beginsC = c.begins;
        int bitA = a.bit;
        int bitB = b.bit;
        int bitC = c.bit;
        int passedA = a.passed;
        int passedB = b.passed;
        int passedC = c.passed;
        int stateA = a.state;
        int stateB = b.state;
        int stateC = c.state;
        int blocksA = a.blocks;
        int blocksB = b.blocks;
        int blocksC = c.blocks;
        for (int i = 0; i < STEPS; i++) {
            long bitsA = (long) EIGHT_BYTES.get(bytes, bitA >>> 3) << (bitA & 7);
            long bitsB = (long) EIGHT_BYTES.get(bytes, bitB >>> 3) << (bitB & 7);
            long bitsC = (long) EIGHT_BYTES.get(bytes, bitC >>> 3) << (bitC & 7);
            int stepA = table[(stateA >>> 8) + (int) (bitsA >>> 64 - BlockSteps.LOOKUP)];
            int stepB = table[(stateB >>> 8) + (int) (bitsB >>> 64 - BlockSteps.LOOKUP)];
            int stepC = table[(stateC >>> 8) + (int) (bitsC >>> 64 - BlockSteps.LOOKUP)];
            passedA += stepA >>> BlockSteps.LENGTH;
            passedB += stepB >>> BlockSteps.LENGTH;
            passedC += stepC >>> BlockSteps.LENGTH;
            if (BlockSteps.isTooFar(passedA)) {
                passedA -= stepA >>> BlockSteps.LENGTH;
                stepA = a.single(stateA, passedA, (int) (bitsA >>> 48));
                if (stepA == 0) {
                    a.stop(bitA, blocksA);
                }
                passedA += stepA >>> BlockSteps.LENGTH;
            }
            if (BlockSteps.isTooFar(passedB)) {
                passedB -= stepB >>> BlockSteps.LENGTH;
                stepB = b.single(stateB, passedB, (int) (bitsB >>> 48));
                if (stepB == 0) {
                    b.stop(bitB, blocksB);
                }
                passedB += stepB >>> BlockSteps.LENGTH;
            }
            if (BlockSteps.isTooFar(passedC)) {
                passedC -= stepC >>> BlockSteps.LENGTH;
                stepC = c.single(stateC, passedC, (int) (bitsC >>> 48));
                if (stepC == 0) {
                    c.stop(bitC, blocksC);
                }
                passedC += stepC >>> BlockSteps.LENGTH;
            }
            bitA += stepA & BlockSteps.LENGTHS;
            bitB += stepB & BlockSteps.LENGTHS;
            bitC += stepC & BlockSteps.LENGTHS;
            // 1 where the block has ended
            int endsA = BlockSteps.BLOCK - 1 - passedA >>> 31;
            int endsB = BlockSteps.BLOCK - 1 - passedB >>> 31;
            int endsC = BlockSteps.BLOCK - 1 - passedC >>> 31;
            beginsA[blocksA + 1] = bitA;
            beginsB[blocksB + 1] = bitB;
            beginsC[blocksC + 1] = bitC;
            blocksA += endsA;
            blocksB += endsB;
            blocksC += endsC;
            passedA &= endsA - 1;
            passedB &= endsB - 1;
            passedC &= endsC - 1;
            stateA = next[stateA & 0xFF | endsA];
            stateB = next[stateB & 0xFF | endsB];
            stateC = next[stateC & 0xFF | endsC];
        }
        a.went(bitA, passedA, stateA, blocksA);
        b.went(bitB, passedB, stateB, blocksB);
        c.went(bitC, passedC, stateC, blocksC);
    }
}
