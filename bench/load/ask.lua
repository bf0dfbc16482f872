-- Asks one of the questions in files, one after the other, and compares each answer with the one that counts as right.
-- wrk ... -s ask.lua ADDRESS -- METHOD PATH TYPE PAUSE_MS RIGHT BODY...   (RIGHT: digest=headline,... or nothing)
local method, path, kind, pause, bodies, asked = "GET", "/", "", 0, {}, 0
local known, threads = {}, {}

function setup(thread) table.insert(threads, thread) end

function init(words)
  method, path, kind, pause = words[1], words[2], words[3], tonumber(words[4])
  for sha256, code in words[5]:gmatch("(%x+)=([%w_]+)") do known[sha256] = code end
  for n = 6, #words do
    local file = assert(io.open(words[n], "rb"))
    bodies[n - 5] = file:read("*a")
    file:close()
  end
  statuses, right, wrong, sample = "", 0, 0, ""
  count = {}
end

function delay() return pause end

function request()
  asked = asked % #bodies + 1
  local headers = {["Content-Type"] = kind, ["X-Forwarded-Proto"] = "https", ["Host"] = "127.0.0.1"}
  return wrk.format(method, path, headers, bodies[asked])
end

function response(status, headers, body)
  count[status] = (count[status] or 0) + 1
  if status == 201 then
    local sha256 = body:match('"media":{"sha256":"(%x+)"')
    local code = body:match('"headline":{"code":"([%w_]+)"')
    if sha256 and code and known[sha256] == code then right = right + 1
    else wrong = wrong + 1; sample = body:sub(1, 400) end
  end
  -- Only globals of simple kinds can be read from the other thread in the end.
  statuses = ""
  for one, times in pairs(count) do statuses = statuses .. one .. "=" .. times .. "," end
end

function done(summary, latency)
  local all, good, bad, seen = "", 0, 0, ""
  for _, thread in ipairs(threads) do
    all = all .. thread:get("statuses")
    good, bad = good + thread:get("right"), bad + thread:get("wrong")
    seen = thread:get("sample")
  end
  local errors = summary.errors
  print(string.format("FIGURES %s|%d|%d|%d|%d|%d|%d|%d|%d|%d", all, summary.requests, summary.duration, good, bad,
    errors.connect + errors.read + errors.write, errors.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
  if bad > 0 then print("WRONG " .. seen) end
end
