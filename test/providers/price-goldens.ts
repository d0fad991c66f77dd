/**
 * What usages cost, worked by hand. Each line: provider | model | when it was called (UTC) | tokens by class | tokens ×
 * dollars per million, which makes millionths of a dollar = the cost in nano-dollars, a thousand times as many, rounded
 * half to even. Reasoning is part of the output and stands nowhere in the sums. Rates as published; see price-table.
 */
export const goldens = `
# anthropic: every class, the long-context tier (more than 200,000 tokens in, cached or not), dated copies, searches at $10 per 1,000
anthropic | claude-sonnet-4-5                | 2026-11-25T12:00 | input 1000 output 500                                                    | 1000×3 + 500×15 = 10500000
anthropic | claude-sonnet-4-5                | 2026-11-25T12:00 | cacheRead 10000                                                          | 10000×0.3 = 3000000
anthropic | claude-sonnet-4-5                | 2026-11-25T12:00 | cacheWrite 2000                                                          | 2000×3.75 = 7500000
anthropic | claude-sonnet-4-5                | 2026-11-25T12:00 | cacheWriteHour 2000                                                      | 2000×6 = 12000000
anthropic | claude-sonnet-4-5                | 2026-11-25T12:00 | input 1000 cacheRead 10000 cacheWrite 2000 cacheWriteHour 300 output 500 | 1000×3 + 10000×0.3 + 2000×3.75 + 300×6 + 500×15 = 22800000
anthropic | claude-sonnet-4-5                | 2026-11-25T12:00 | input 40 output 900 reasoning 850                                        | 40×3 + 900×15 = 13620000
anthropic | claude-sonnet-4-5                | 2026-11-25T12:00 | input 100 output 20 webSearches 3                                        | 100×3 + 20×15 + 3×10000 = 30600000
anthropic | claude-sonnet-4-5                | 2026-11-25T12:00 | input 404500 output 2311 webSearches 5                                   | 404500×6 + 2311×22.5 + 5×10000 = 2528997500
anthropic | claude-sonnet-4-5                | 2026-11-25T12:00 | input 200000 output 1                                                    | 200000×3 + 1×15 = 600015000
anthropic | claude-sonnet-4-5                | 2026-11-25T12:00 | input 200001 output 1                                                    | 200001×6 + 1×22.5 = 1200028500
anthropic | claude-sonnet-4-5                | 2026-11-25T12:00 | input 1 cacheRead 200000 output 10                                       | 1×6 + 200000×0.6 + 10×22.5 = 120231000
anthropic | claude-sonnet-4-5                | 2026-11-25T12:00 | cacheRead 100000 cacheWrite 90000 cacheWriteHour 10001 output 10         | 100000×0.6 + 90000×7.5 + 10001×12 + 10×22.5 = 855237000
anthropic | claude-sonnet-4-5-20250929       | 2026-11-25T12:00 | input 17 output 29                                                       | 17×3 + 29×15 = 486000
anthropic | claude-haiku-4-5                 | 2026-11-25T12:00 | input 7 cacheRead 13 cacheWrite 19 output 1                              | 7×1 + 13×0.1 + 19×1.25 + 1×5 = 37050
anthropic | claude-haiku-4-5-20251001        | 2026-11-25T12:00 | cacheRead 1                                                              | 1×0.1 = 100
anthropic | claude-opus-4-1                  | 2026-11-25T12:00 | input 333 cacheWriteHour 77 output 1024                                  | 333×15 + 77×30 + 1024×75 = 84105000
anthropic | claude-opus-4-5                  | 2026-11-25T12:00 | input 8192 cacheRead 65536 cacheWrite 4096 output 2048                   | 8192×5 + 65536×0.5 + 4096×6.25 + 2048×25 = 150528000
anthropic | claude-opus-4-6                  | 2026-02-01T00:00 | input 250000 output 100                                                  | 250000×10 + 100×37.5 = 2503750000
anthropic | claude-opus-4-6                  | 2026-03-13T00:00 | input 250000 output 100                                                  | 250000×5 + 100×25 = 1252500000
anthropic | claude-opus-5-5                  | 2026-11-25T12:00 | input 1 cacheRead 1 cacheWrite 1 cacheWriteHour 1 output 1               | 1×4 + 1×0.2 + 1×5 + 1×8 + 1×20 = 37200
anthropic | claude-fable-5-1                 | 2026-11-25T12:00 | cacheRead 123457 output 3                                                | 123457×0.25 + 3×50 = 31014250
anthropic | claude-3-haiku-20240307          | 2026-11-25T12:00 | input 11 cacheRead 5 cacheWriteHour 7 output 3                           | 11×0.25 + 5×0.03 + 7×0.5 + 3×1.25 = 10150
anthropic | claude-3-5-haiku-20241022        | 2026-11-25T12:00 | input 999 cacheWrite 1 output 1                                          | 999×0.8 + 1×1 + 1×4 = 804200
# openai: reasoning inside output, cached input, prices that fell on a day, tiers from 272,000 tokens
openai    | gpt-5                            | 2026-11-25T12:00 | input 4040 cacheRead 3072 output 463 reasoning 384                       | 4040×1.25 + 3072×0.125 + 463×10 = 10064000
openai    | gpt-5-2025-08-07                 | 2026-11-25T12:00 | input 1 output 1                                                         | 1×1.25 + 1×10 = 11250
openai    | gpt-5-mini                       | 2026-11-25T12:00 | input 1234 cacheRead 1024 output 567                                     | 1234×0.25 + 1024×0.025 + 567×2 = 1468100
openai    | gpt-5-nano                       | 2026-11-25T12:00 | input 3 cacheRead 1 output 1                                             | 3×0.05 + 1×0.005 + 1×0.4 = 555
openai    | gpt-5-pro                        | 2026-11-25T12:00 | input 100 output 5000 reasoning 4800                                     | 100×15 + 5000×120 = 601500000
openai    | gpt-4.1-mini                     | 2026-11-25T12:00 | input 250 cacheRead 1920 output 88                                       | 250×0.4 + 1920×0.1 + 88×1.6 = 432800
openai    | gpt-4o                           | 2026-11-25T12:00 | input 19 cacheRead 1280 output 12 webSearches 1                          | 19×2.5 + 1280×1.25 + 12×10 + 1×10000 = 11767500
openai    | gpt-4o-2024-05-13                | 2026-11-25T12:00 | input 10 cacheRead 10 output 10                                          | 10×5 + 10×5 + 10×15 = 250000
openai    | o3                               | 2025-06-09T23:59 | input 1000 output 2000                                                   | 1000×10 + 2000×40 = 90000000
openai    | o3                               | 2025-06-10T00:00 | input 1000 output 2000                                                   | 1000×2 + 2000×8 = 18000000
openai    | o4-mini                          | 2026-11-25T12:00 | input 21 cacheRead 9 output 1001                                         | 21×1.1 + 9×0.275 + 1001×4.4 = 4429975
openai    | gpt-5.4                          | 2026-11-25T12:00 | input 271999 output 5                                                    | 271999×2.5 + 5×15 = 680072500
openai    | gpt-5.4                          | 2026-11-25T12:00 | input 1999 cacheRead 270001 output 5                                     | 1999×5 + 270001×0.5 + 5×22.5 = 145108000
openai    | gpt-5.6-luna                     | 2026-07-29T23:00 | input 500 cacheWrite 700 output 90                                       | 500×1 + 700×1.25 + 90×6 = 1915000
openai    | gpt-5.6-luna                     | 2026-07-30T00:00 | input 500 cacheWrite 700 output 90                                       | 500×0.2 + 700×0.25 + 90×1.2 = 383000
openai    | gpt-6-sol                        | 2026-11-25T12:00 | input 12 cacheRead 34 cacheWrite 56 output 78                            | 12×2 + 34×0.2 + 56×2.5 + 78×10 = 950800
openai    | gpt-6-sol                        | 2026-11-25T12:00 | input 272001 output 78                                                   | 272001×4 + 78×15 = 1089174000
# google: the whole request is dearer above its threshold; thought is part of output; Claude is sold here too
google    | gemini-2.5-pro                   | 2026-11-25T12:00 | input 200000 output 1000                                                 | 200000×1.25 + 1000×10 = 260000000
google    | gemini-2.5-pro                   | 2026-11-25T12:00 | input 250000 output 1000                                                 | 250000×2.5 + 1000×15 = 640000000
google    | models/gemini-2.5-pro            | 2026-11-25T12:00 | input 150000 cacheRead 100000 output 1000                                | 150000×2.5 + 100000×0.25 + 1000×15 = 415000000
google    | gemini-2.5-flash                 | 2026-11-25T12:00 | input 258 output 1100 reasoning 1024                                     | 258×0.3 + 1100×2.5 = 2827400
google    | gemini-2.5-flash-lite            | 2026-11-25T12:00 | input 9 cacheRead 2 output 4                                             | 9×0.1 + 2×0.01 + 4×0.4 = 2520
google    | gemini-3-pro-preview             | 2026-11-25T12:00 | input 200001 output 7                                                    | 200001×4 + 7×18 = 800130000
google    | gemini-3-flash-preview           | 2026-11-25T12:00 | input 31 cacheRead 4096 output 17                                        | 31×0.5 + 4096×0.05 + 17×3 = 271300
google    | gemini-3.6-flash                 | 2026-12-31T23:59 | input 100 output 10                                                      | 100×0.75 + 10×3.75 = 112500
google    | gemini-3.6-flash                 | 2027-01-01T00:00 | input 100 output 10                                                      | 100×1.5 + 10×7.5 = 225000
google    | gemini-1.5-flash                 | 2026-11-25T12:00 | cacheRead 2                                                              | 2×0.01875 = 38
google    | gemini-1.5-flash                 | 2026-11-25T12:00 | cacheRead 6                                                              | 6×0.01875 = 112
google    | gemini-1.5-flash                 | 2026-11-25T12:00 | input 128001 output 1                                                    | 128001×0.15 + 1×0.6 = 19200750
google    | claude-sonnet-4-5                | 2026-11-25T12:00 | input 10 cacheRead 20 cacheWrite 30 output 40                            | 10×3 + 20×0.3 + 30×3.75 + 40×15 = 748500
# groq: small figures; most models have no price of their own for what a cache served, which is then billed as input
groq      | llama-3.1-8b-instant             | 2026-11-25T12:00 | input 57 output 3                                                        | 57×0.05 + 3×0.08 = 3090
groq      | llama-3.3-70b-versatile          | 2026-11-25T12:00 | input 40 cacheRead 60 output 20                                          | 40×0.59 + 60×0.59 + 20×0.79 = 74800
groq      | openai/gpt-oss-120b              | 2026-11-25T12:00 | input 77 cacheRead 512 output 150 reasoning 99                           | 77×0.15 + 512×0.075 + 150×0.6 = 139950
groq      | openai/gpt-oss-20b               | 2026-11-25T12:00 | cacheRead 1                                                              | 1×0.0375 = 38
groq      | moonshotai/kimi-k2-instruct-0905 | 2026-11-25T12:00 | input 1 cacheRead 1 output 1                                             | 1×1 + 1×0.5 + 1×3 = 4500
groq      | qwen/qwen3-32b                   | 2026-11-25T12:00 | input 8191 output 1                                                      | 8191×0.29 + 1×0.59 = 2375980
# mistral
mistral   | mistral-large-latest             | 2026-11-25T12:00 | input 1500 output 250                                                    | 1500×2 + 250×6 = 4500000
mistral   | mistral-large-2512               | 2026-11-25T12:00 | input 1500 cacheRead 500 output 250                                      | 1500×0.5 + 500×0.05 + 250×1.5 = 1150000
mistral   | mistral-medium-latest            | 2026-06-15T23:59 | input 10 output 10                                                       | 10×0.4 + 10×2 = 24000
mistral   | mistral-medium-latest            | 2026-06-16T00:00 | input 10 output 10                                                       | 10×1.5 + 10×7.5 = 90000
mistral   | mistral-small-2603               | 2026-11-25T12:00 | input 13 cacheRead 3 output 7                                            | 13×0.15 + 3×0.015 + 7×0.6 = 6195
mistral   | mistral-small-3.1-24b-instruct   | 2026-11-25T12:00 | input 3 output 3                                                         | 3×0.351 + 3×0.555 = 2718
mistral   | magistral-medium-2506            | 2026-11-25T12:00 | input 64 output 4096                                                     | 64×2 + 4096×5 = 20608000
# deepseek: dearer from 01:00 to 04:00 and from 06:00 to 10:00 UTC
deepseek  | deepseek-v4-flash                | 2026-11-25T00:59 | input 1000 cacheRead 2000 output 100                                     | 1000×0.22 + 2000×0.007 + 100×0.66 = 300000
deepseek  | deepseek-v4-flash                | 2026-11-25T01:00 | input 1000 cacheRead 2000 output 100                                     | 1000×0.44 + 2000×0.014 + 100×1.32 = 600000
deepseek  | deepseek-v4-flash                | 2026-11-25T04:00 | input 1000 cacheRead 2000 output 100                                     | 1000×0.22 + 2000×0.007 + 100×0.66 = 300000
deepseek  | deepseek-v4-flash                | 2026-11-25T09:59 | input 1000 cacheRead 2000 output 100                                     | 1000×0.44 + 2000×0.014 + 100×1.32 = 600000
deepseek  | deepseek-v4-pro                  | 2026-11-25T10:00 | input 7 cacheRead 11 output 13 reasoning 12                              | 7×0.66 + 11×0.022 + 13×1.98 = 30602
deepseek  | deepseek-chat                    | 2026-11-25T00:29 | input 200 cacheRead 64 output 5                                          | 200×0.135 + 64×0.035 + 5×0.55 = 31990
deepseek  | deepseek-chat                    | 2026-11-25T00:30 | input 200 cacheRead 64 output 5                                          | 200×0.27 + 64×0.07 + 5×1.1 = 63980
deepseek  | deepseek-v3.2                    | 2026-11-25T12:00 | input 1 output 1                                                         | 1×0.2288 + 1×0.3432 = 572
# xai: twice the price from 200,000 tokens on
xai       | grok-3-mini                      | 2026-11-25T12:00 | input 1 cacheRead 11 output 342 reasoning 320                            | 1×0.3 + 11×0.075 + 342×0.5 = 172125
xai       | grok-3                           | 2026-11-25T12:00 | input 88 cacheRead 44 output 22                                          | 88×3 + 44×0.75 + 22×15 = 627000
xai       | grok-4.5                         | 2026-11-25T12:00 | input 199999 output 100                                                  | 199999×2 + 100×6 = 400598000
xai       | grok-4.5                         | 2026-11-25T12:00 | input 200000 output 100                                                  | 200000×4 + 100×12 = 801200000
xai       | grok-4.20                        | 2026-11-25T12:00 | input 100000 cacheRead 100000 output 9                                   | 100000×2.5 + 100000×0.4 + 9×5 = 290045000
`;
