"""The words of the blind boards: vocabularies for each kind of board, none of which shares a title, author or sentence with another part."""

# ruff: noqa: E501 - lists of words are long

from __future__ import annotations

from bench.extraction.entries import Vocabulary

CITY = Vocabulary(
    name="blind city",
    subjects=(
        *("하천 산책로 정비", "도래울 시민대학 봄 강좌", "이륜차 소음 단속", "다자녀 가구 주차 할인", "구강보건실 진료", "경로당 공기청정기", "화분 분갈이 상담소", "옥외광고물 일제 점검", "대형 폐가전 무상 수거"),
        *("도시텃밭 분양", "공공심야약국", "어린이 통학로 과속방지턱", "인감증명 발급 창구", "벚꽃길 차 없는 거리", "빗물받이 청소", "청년 면접 정장 대여", "1인 가구 안심 벨", "시내버스 43번 노선"),
    ),
    endings=(
        *("시행을 알립니다", "주민 의견 수렴", "참여 신청 접수", "통행 제한", "운영 시간 조정", "대상자 선정 결과", "사업 설명회", "추가 모집", "행정예고", "관련 자주 묻는 사항", "준공 알림"),
        *("예산 공개", "이용 방법"),
    ),
    odd=(
        *("[공고 제2025-412호] 주정차금지구역 지정", "3월 2째 주 시장 주간 일정", "(정정) 도래울문화회관 대관 추첨 결과", "‘우리 동네 한 바퀴’ 해설사를 찾습니다!", "무인민원발급기 장애 (2/27 복구 완료)"),
        *("2025년 표준지공시지가 결정·공시", "민방위 대원 사이버교육 1차: 3.4.~6.30.", "상수도 급수 중지<아랫말 일원>", "Q. 전입신고는 며칠 안에 하나요?"),
    ),
    authors=("교통정책과", "청소행정과", "건강증진과", "시민대학팀", "도로관리과", "열린민원과", "노인복지과", "하천녹지과", "청년일자리과", "도시디자인과", "홍보미디어팀"),
    sentences=(
        *("공사 구간은 우회 표지판을 따라 지나가 주십시오.", "신청자가 많으면 전산 추첨으로 정합니다.", "수강료는 만 원이며 교재비는 따로 냅니다.", "단속 첫 달에는 계도를 먼저 합니다."),
        *("동 행정복지센터에서 신분증을 확인한 뒤 나누어 드립니다.", "폐가전은 품목에 관계없이 다섯 개부터 예약할 수 있습니다.", "텃밭은 한 세대에 한 구획만 배정합니다.", "밤 열두 시까지 약사가 상담합니다."),
        *("열쇠는 반납 기한을 지켜 주십시오.", "의견서는 예고 기간 안에 담당 과로 보내 주시면 됩니다.", "행사 당일 노상 주차장은 모두 비웁니다.", "할인은 자동차등록증의 주소를 기준으로 합니다."),
        *("치과 의사가 매주 수요일 진료합니다.", "정류장 이름도 함께 바뀝니다."),
    ),
    files=("의견제출서.hwp", "구획 배치도_최종.pdf", "고시문(도래울).hwpx", "노선 변경 전후 비교.jpg", "2025 예산 개요.xlsx", "신청서와 동의서 묶음.zip"),
    menu=("시정 안내", "종합 민원", "분야별 정보", "도래울 소식", "시민 제안", "행정 정보", "관광"),
    sites=("도래울시청", "도래울시 보건소", "도래울시립도서관", "도래울구"),
)

OFFICE = Vocabulary(
    name="blind office",
    subjects=(
        *("철도 역사 승강설비", "해조류 양식 기술", "조달 물품 내용연수", "국민참여단 위촉", "응급실 면회 기준", "소상공인 온라인 판로", "수출 바우처", "교통약자 이동지원", "임상시험 참여자", "박사후연구원 공채"),
        *("공동 연구선 이용", "감염병 신고 체계", "역세권 개발", "스마트공장 고도화", "외래 진료 예약", "해외 전시 한국관", "부정승차 신고", "보행로 개선 실증"),
    ),
    endings=(
        *("참가 기업을 모십니다", "개정 행정규칙", "위탁 운영 기관 공모", "설계 공모 심사평", "적용 유예", "업무 협약", "자료 제출 협조", "결과 보고", "일부 중단", "선발 일정", "신규 지정", "현장 점검"),
        "이용료 감면",
    ),
    odd=(
        *("[채용] 2025-07호 기간제 연구보조원(2명)", "나래선 4번 출구 에스컬레이터 운행 재개", "설명자료: “운임 인상” 보도 관련", "제9대 이사장 취임식", "2월 업무추진비 집행내역(1.1.~2.28.)", "3.1절 외래 휴진"),
        *("수의계약 현황 <24년 4분기>", "R&D 성과 100선 책자", "건강검진 결과지, 이렇게 읽으세요"),
    ),
    authors=("철도안전처", "양식연구과", "기업지원실", "진료협력센터", "언론홍보담당", "계약관재부", "국제통상팀", "연구진흥본부", "고객서비스처", "원무과", "윤리감사팀"),
    sentences=(
        *("열차 운행에는 영향이 없습니다.", "참가비의 절반은 공사가 부담합니다.", "선정된 기업은 협약 후 열 달 안에 사업을 마쳐야 합니다.", "보호자는 한 분만 들어오실 수 있습니다."),
        *("연구선 승선 인원은 여덟 명입니다.", "평가위원 명단은 공개하지 않습니다.", "해당 보도는 사실과 다르므로 바로잡습니다.", "서류는 밀봉하여 인편으로 내야 합니다."),
        *("예약은 전화나 창구에서 바꿀 수 있습니다.", "지난 분기보다 이용객이 열에 하나 늘었습니다.", "연구보조원은 주 이십 시간 근무합니다.", "전시 품목의 통관 비용은 업체가 냅니다."),
        *("점검은 막차가 끊긴 뒤에 합니다.", "신고하신 분의 신원은 지켜 드립니다.", "채혈 전 여덟 시간은 금식하십시오."),
    ),
    files=("모집요강(2025).hwp", "설계지침서.pdf", "참가기업 신청양식.docx", "집행내역.xls", "승강설비 위치도.pdf", "연구계획서 틀.hwpx", "보도설명자료.odt"),
    menu=("소개", "주요 사업", "고객 센터", "알림 소식", "경영 공시", "인재 채용"),
    sites=("나래교통공사", "솔바람해양연구원", "은여울의료원", "중소기업부 보도자료", "다온상공회의소"),
)

CAMPUS = Vocabulary(
    name="blind campus",
    subjects=(
        *("돌봄교실 오후반", "방과후 악기 교실", "교과서 배부", "학부모 공개수업", "학부모위원 선거", "급식 모니터링", "졸업 요건 자가진단", "윤슬장학", "논문 작성 특강", "마이크로디그리", "생활관 층장"),
        *("스쿨버스 승하차 지점", "교육실습 협력학교", "학과 한마당", "학위복 대여", "수업 나눔 주간", "대학원 외국어시험", "성적 이의신청"),
    ),
    endings=(
        *("가정통신문", "희망 조사", "신청 마감 임박", "면제 대상", "합격자 등록", "운영 계획", "접수처 변경", "활동 보고", "참석 회신", "시간표", "대여 규정", "우수 사례집", "온라인 강의 주소"),
    ),
    odd=(
        *("[학부] 2025-1 수업조교 배정표", "3월 식단표와 알레르기 정보", "제58회 입학식 사진을 올립니다", "석사 3기 예비심사(3/21 금 13시)", "2024학년도 학교회계 결산서", "영재교육원 2차 전형 안내 & 준비물"),
        *("Academic Writing Clinic — 1:1 booking", "「자유학기」란 무엇인가요?", "코로나19 백신 접종 협조 요청(교육부)"),
    ),
    authors=("교무부장", "1학년부", "윤슬대 학사팀", "장학지원과", "일반대학원 행정실", "진로교육부", "윤슬생활관", "보건실", "초등교육과", "교수학습지원센터", "중등교육과"),
    sentences=(
        *("회신서는 담임 선생님께 내일까지 보내 주세요.", "수강 인원이 열 명보다 적으면 열리지 않습니다.", "교과서는 강당에서 반별로 나눕니다.", "장학금은 이월 말에 학생 계좌로 들어옵니다."),
        *("면제를 받으려면 어학 성적표 원본이 필요합니다.", "학생증을 가져오지 않으면 빌릴 수 없습니다.", "공개수업 날에는 운동장에 차를 댈 수 없습니다.", "이수한 과목은 성적표 뒤에 따로 적힙니다."),
        *("심사위원은 지도 교수를 포함하여 세 분입니다.", "급식실 견학은 위생복을 입고 합니다.", "선거는 직접 투표로 합니다.", "우리 반 아이들의 작품을 복도에 걸었습니다."),
        *("통학 버스는 지정한 곳에만 섭니다.", "특강 녹화본은 한 주 동안 볼 수 있습니다."),
    ),
    files=("회신서.hwp", "식단표_3월.pdf", "수업조교 배정.xlsx", "예비심사 신청서식.hwp", "결산 총괄표.pdf", "공개수업 시간표.hwpx", "학위복 치수표.png"),
    menu=("학교 소개", "교육 활동", "학사 안내", "학교 소식", "학부모 마당", "행정실", "자료 나눔"),
    sites=("윤슬대학교", "한빛골초등학교", "미르내교육청", "윤슬대학교 일반대학원"),
)

LEAGUE = Vocabulary(
    name="blind league",
    subjects=(
        *("측량기사 보수 강습", "단체교섭 요구안", "습지 모니터링", "회비 납입", "권역별 순회 간담회", "표준 계약서", "기술 세미나", "명예회원 추대", "시민 걷기", "조합원 자녀 학자금", "분쟁 조정 사례", "우수 논문 시상"),
        *("연대 집회", "사무처 활동가", "숲 유치원 교사 과정"),
    ),
    endings=("참가 신청서 받습니다", "표결 결과", "교안 내려받기", "장소 바뀜", "성명서", "공청회", "경과 보고", "현황 집계", "후기", "이사회 의결", "특별 할인", "접수 종료"),
    odd=(
        *("[성명] 갯벌 매립 계획을 거두어라", "2025년도 제1차 이사회 회의 결과", "회원사 동정(2월)", "축 준공 - 한바름기술단 신사옥", "정회원 1,204명 돌파", "임원 선거 공고 (입후보 3.10.~3.14.)", "근조: 전임 감사 별세"),
    ),
    authors=("한바름 사무처", "정책기획국", "조직쟁의실", "생태조사단", "연수원", "학회지 편집팀", "홍보출판위", "총무이사", "권익보호센터"),
    sentences=(
        *("강습을 마치면 수료증을 우편으로 부칩니다.", "요구안은 대의원 표결을 거쳤습니다.", "조사에는 장화와 쌍안경이 필요합니다.", "납입 확인은 이틀쯤 걸립니다."),
        *("점심은 주최 측이 마련합니다.", "사례집은 회원사마다 한 권씩 드립니다.", "우리는 이 계획에 반대합니다.", "걷기 길은 모두 칠 킬로미터입니다.", "추천서는 두 분에게서 받아 오십시오."),
        *("발표 자료는 행사 뒤에 나누겠습니다.", "학자금은 한 가구에 한 번 지급합니다.", "간담회에서 나온 말씀은 정책에 담겠습니다."),
    ),
    files=("강습 신청서.hwp", "요구안 전문.pdf", "조사야장.xls", "이사회 의결서.hwp", "성명서 원문.doc", "걷기 지도.jpg"),
    menu=("모임 소개", "하는 일", "배움터", "공지와 소식", "함께하기", "자료 모음"),
    sites=("한국바른측량협회", "풀씨환경모임", "전국다온노동조합", "대한바른측량학회"),
)

COMPANY = Vocabulary(
    name="blind company",
    subjects=(
        *("길드전 시즌 5", "캐릭터 밸런스", "간편송금 한도", "신규 서버 ‘새벽’", "오픈뱅킹 연결", "들꽃마켓 산지직송", "자동결제 카드 변경", "휴면 계정 전환", "연말 정산 자료", "장바구니 쿠폰", "관리자 콘솔", "웹훅 재시도"),
        *("냉장 배송 상자 회수", "채널 통합 로그인", "아이템 확률 공개", "신선식품 교환"),
    ),
    endings=("패치 노트", "안내드립니다", "임시 점검", "변경 예정", "출시", "오류 현상 해결", "정책 개정", "이벤트 당첨자", "중지 및 재개", "미리 보기", "체험단 발표", "도입 이야기", "지연 보상"),
    odd=(
        *("[완료] 2월 27일(목) 긴급 점검 04:00~06:30", "v4.12.0 릴리스", "개인정보 처리방침 v7.1 시행일 변경", "우리가 모노레포를 버린 까닭", "조약돌페이, 누적 가입 300만", "설 연휴 고객상담 쉬는 날", "보이스피싱 주의보!"),
        "신입 공채 <백엔드> 서류 결과",
    ),
    authors=("GM조약돌", "조약돌페이 운영팀", "들꽃지기", "데이터플랫폼팀", "커머스개발실", "보안센터", "모바일클라이언트팀", "CX운영", "테크라이터 온유"),
    sentences=(
        *("점검이 끝나면 접속하신 모든 분께 물약을 드립니다.", "바뀐 한도는 다음 날 영시부터 쓰입니다.", "상자는 문 앞에 두시면 기사님이 가져갑니다.", "쿠폰은 한 계정에 한 장입니다."),
        *("같은 요청이 두 번 들어와도 한 번만 처리되도록 고쳤습니다.", "저희는 배포를 하루 스무 번 합니다.", "카드사 사정으로 일부 승인이 늦어지고 있습니다.", "상품이 상했다면 사진을 찍어 보내 주세요."),
        *("기사 캐릭터의 방어력이 소폭 올랐습니다.", "한 해 동안 쓰지 않은 계정은 따로 보관합니다.", "성능은 이전보다 세 배 빨라졌습니다.", "당첨되지 않은 분들께도 감사드립니다.", "약관에 동의하지 않으면 서비스를 쓸 수 없습니다."),
    ),
    files=("개정 약관 비교표.pdf", "확률표_시즌5.xlsx", "체험단 명단.pdf", "API 변경 명세.pdf", "보도용 이미지.zip"),
    menu=("서비스 소개", "기술", "사람들", "공지", "채용", "고객지원"),
    sites=("모래시계게임즈", "조약돌페이", "들꽃마켓", "두레소프트", "이랑바이오"),
)

TALK = Vocabulary(
    name="blind talk",
    subjects=(
        *("지하 주차장 물청소", "자전거 체인 교체", "캠핑 화로대", "중고 모니터 고르는 법", "윗집 발소리", "고양이 사료 추천", "퇴근길 하늘", "김장 나눔", "전세 계약 갱신", "동네 빵집", "러닝화 세 켤레", "게시판 이용 규칙"),
        *("놀이터 모래 소독", "택배 보관실", "만두전골"),
    ),
    endings=("사진 몇 장", "저만 이런가요", "후기 남겨요", "질문 드립니다", "공유합니다", "(수정)", "어떻게 하셨나요", "찾아가세요", "일정입니다", "때문에 고민", "성공!", "같이 하실 분"),
    odd=("ㅋㅋㅋㅋ 이게 되네", "가입 인사드려요 :)", "[잡담] 월요일 왜 벌써 와요", "승강기 점검 2호기 3/6 10시~12시", "이거 이름 아시는 분?", "살면서 먹은 라면 TOP 7", "3줄 요약 있음 <스압>", "101동 대표 회의록 2025-02"),
    authors=("느린거북", "새벽두시", "관리소장", "콩국수반그릇", "파란대문집", "자전거탄풍경화", "입주자대표회의", "감자전사", "초코우유맛", "별내리지기"),
    sentences=(
        *("어제 처음 해 봤는데 생각보다 쉽네요.", "가격은 배송비까지 사만 원이었습니다.", "관리비 고지서에 같은 내용이 적혀 있어요.", "비슷한 일을 겪으신 분 계시면 댓글 주세요.", "사진은 휴대전화로 찍었습니다."),
        *("차를 지상으로 옮겨 주시기 바랍니다.", "두 번째 켤레가 발에 제일 편했어요.", "다들 저녁은 드셨나요.", "국물이 졸아들면 육수를 더 부으세요.", "주인을 찾습니다, 경비실에 맡겨 두었어요.", "길게 썼지만 결론은 사지 마세요."),
        "회의는 저녁 일곱 시 관리동에서 엽니다.",
    ),
    files=("회의록_0227.pdf", "영수증.jpg", "측정값 정리.xlsx"),
    menu=("홈", "인기글", "장터", "자유게시판", "질문", "갤러리"),
    sites=("오솔길", "별내리마을 3단지"),
)

JAPAN = Vocabulary(
    name="blind japan",
    subjects=("国民健康保険証", "古紙回収", "図書館システム更新", "防災行政無線", "市民向け講演会", "保育施設入所", "白波港花火大会", "固定資産税", "北稜大学入学式", "科学研究費", "消防団員", "学生相談室", "水道管凍結"),
    endings=("の切り替えについて", "の試験放送", "参加者募集", "の休止", "に係る入札公告", "受付開始", "の結果報告", "の納期限", "の一般公開", "Q＆A", "説明会"),
    odd=("令和7年度職員採用試験（追加）", "3月9日(日) 通行止めのお知らせ", "【重要】不審メールにご注意ください", "広報しらなみ3月号", "卒業論文発表会2025", "町長の部屋を更新しました"),
    authors=("町民税務課", "教育総務課", "危機管理室", "研究推進部", "入試広報課", "上下水道課", "学務係", "港湾振興課"),
    sentences=(
        *("新しい保険証は三月中旬に簡易書留で送付します。", "電話での申し込みは受け付けておりません。", "当日は臨時駐車場をご利用ください。", "雨天の場合は翌日に順延します。", "納付書をなくした方は窓口で再発行します。"),
        *("入場は無料、事前登録は不要です。", "詳細は学内ポータルに掲載しています。", "火災と間違えないようお願いします。", "対象は本学の大学院生です。", "蛇口に布を巻くと効果があります。", "結果は個人あてに通知します。"),
    ),
    files=("申込書（様式第1号）.docx", "位置図（白波）.pdf", "広報しらなみ.pdf", "募集要項2025.pdf", "仕様書.xls"),
    menu=("くらし", "健康・福祉", "町政情報", "新着一覧", "観光", "お問い合わせ"),
    sites=("白波町", "北稜大学"),
)

CHINA = Vocabulary(
    name="blind china",
    subjects=("农村公路养护", "城乡居民医保缴费", "春耕备耕", "义务教育招生", "青石县消费券", "森林防火", "公租房配租", "企业年报", "饮用水水源地", "退役军人优待证", "夜市管理", "电梯安全"),
    endings=("工作的通知", "实施方案", "情况公示", "问答", "专项检查", "名单公告", "政策解读", "听证会公告", "延期通告"),
    odd=("青石县2025年政府工作报告", "关于调整3路公交线路的通告（3月10日起）", "一图读懂：今年怎么干", "县长信箱开通", "转发省厅《养老服务办法》"),
    authors=("县交通运输局", "县医保局", "县农业农村局", "县教育局", "政府办公室", "县住建局"),
    sentences=(
        *("各乡镇要落实属地责任。", "缴费截止日期为本月底。", "公示期间如有异议请书面反映。", "消费券每人限领两张。", "进入林区严禁携带火种。", "逾期未报的企业将列入异常名录。"),
        *("听证代表从报名者中产生。", "优待证免费办理。", "请携带户口簿原件。", "施工期间车辆绕行县道。", "政策自公布之日起执行。"),
    ),
    files=("公租房配租名单.xlsx", "实施方案全文.pdf", "听证报名表.doc"),
    menu=("走进青石", "政务公开", "办事服务", "公告公示", "互动交流"),
    sites=("青石县人民政府",),
)

GERMANY = Vocabulary(
    name="blind germany",
    subjects=("Tag der offenen Labore", "Rückmeldefrist", "Semesterticket", "Mensa Nord", "Ringvorlesung Energie", "Deutschlandstipendium", "Promotionskolleg", "Hochschulsport", "Bibliotheksneubau", "Eduroam-Zertifikat", "Gründungszentrum"),
    endings=("im Sommersemester", "verlängert", "– jetzt anmelden", "wieder geöffnet", "mit neuem Programm", "– Rückblick", "vergeben", "ab April", "– Stellungnahme des Präsidiums"),
    odd=("Wahlbekanntmachung: Senat 2025", "Lindenauer Forscherin erhält Preis", "IT-Wartung am 15.03.2025, 6–8 Uhr", "Wie gelingt nachhaltiges Bauen?", "Studie: „Pendeln & Gesundheit“"),
    authors=("Redaktion Lindenau", "Studierendensekretariat", "Rechenzentrum", "International Office Lindenau", "Forschungsreferat"),
    sentences=(
        *("Die Anmeldung erfolgt über das Campusportal.", "Das Gebäude ist barrierefrei zugänglich.", "Im Anschluss lädt die Fakultät zu einem Umtrunk ein.", "Die Frist endet mit Ablauf des Monats."),
        *("Gefördert werden zwölf Studierende.", "Alle Vorträge finden im Audimax statt.", "Der Speiseplan wird wöchentlich veröffentlicht.", "Bewerbungen sind ausschließlich digital möglich.", "Die Jury lobte die klare Methodik.", "Gäste sind herzlich willkommen."),
    ),
    files=("Flyer Ringvorlesung.pdf", "Wahlordnung.pdf", "Antrag Stipendium.docx"),
    menu=("Studium", "Forschung", "Hochschule", "Aktuelles", "International"),
    sites=("Hochschule Lindenau",),
)

FRANCE = Vocabulary(
    name="blind france",
    subjects=("Séance du conseil", "Collecte des encombrants", "Portail des familles", "Chantier de la rue Haute", "Fête de la Saint-Jean", "Liste électorale", "Médiathèque", "Plan canicule", "Marché de producteurs", "Cantine", "Balade nature"),
    endings=("du mois de mars", ": nouveaux horaires", ": ce qui change", "annulé", "ouvertes", ": enquête publique", "– compte rendu", "prolongée", ": on recrute"),
    odd=("Coupure d’eau le 12 mars de 8h à 11h", "Saint-Aubrac obtient sa 2e fleur", "Avis d’enquête n° 2025-03", "Bulletin n° 47 : le printemps", "Élections : bureaux de vote 1 & 2"),
    authors=("Rédaction du bulletin", "Accueil de la mairie", "Pôle enfance", "Services techniques", "Cabinet du maire"),
    sentences=(
        *("La séance est ouverte au public.", "Les dossiers sont à retirer à l’accueil de la mairie.", "La circulation sera alternée par feux.", "Merci de sortir vos bacs la veille au soir.", "Les parents doivent fournir un justificatif de domicile."),
        *("Une navette gratuite partira de la place.", "Le stationnement sera interdit des deux côtés.", "Renseignements auprès du secrétariat.", "L’entrée est libre dans la limite des places.", "Les candidatures sont attendues avant la fin du mois."),
    ),
    files=("Ordre du jour.pdf", "Plan de déviation.pdf", "Formulaire inscription.odt", "Menus.pdf"),
    menu=("Ma commune", "Vie pratique", "Enfance", "Actualités", "Démarches"),
    sites=("Mairie de Saint-Aubrac",),
)

ENGLISH_SIDE = Vocabulary(
    name="blind english",
    subjects=(
        *("Bus route 14", "Kindergarten roundup", "Snow day makeup schedule", "Allotment rents", "Footpath diversion", "Village hall boiler", "Hedge cutting", "School board workshop", "Lunch account balances", "Cedar strip canoe"),
        *("Portage trail conditions", "Robotics team", "Speed limit consultation", "Dry suit repair", "Spring concert"),
    ),
    endings=("now online", "– have your say", "changes next week", "dates set", "volunteers wanted", "approved", "rescheduled", "– what families need to know", "minutes available", "for 2025", "found after the thaw", "closed until April"),
    odd=("Notice of vacancy: Parish Councillor", "Superintendent’s update, Feb. 28", "Q: solo canoe under $1,500?", "Early release on 3/14 at 12:30 p.m.", "Planning application 25/0117/FUL", "Thank you, crossing guards!", "Trip report: Lake <name withheld>"),
    authors=("Clerk to the Council", "Office of Communications", "Transportation Desk", "gunwale_bob", "Student Services", "mapleleaf22", "Amenities Committee", "portagequeen", "Nutrition Services", "slow_j_stroke", "Parish Warden"),
    sentences=(
        *("Families will receive a call the night before.", "The clerk can be reached on weekday mornings.", "Students should dress for the weather.", "The diversion adds about ten minutes on foot.", "Balances carry over to the next school year."),
        *("Plans may be viewed at the village hall.", "I used epoxy on the inside and varnish outside.", "The carry is muddy but passable.", "Seats are filled by co-option.", "Bring a copy of the birth certificate.", "Parishioners may speak for three minutes.", "Ice is off the south bay."),
        "No decision was taken at the meeting.",
    ),
    files=("agenda-march.pdf", "route-14-map.pdf", "registration-packet.pdf", "hull lines.dxf", "consultation leaflet.docx"),
    menu=("Home", "Council", "Departments", "News and notices", "Calendar and events", "Staff directory"),
    sites=("Maple Bend School District", "Wetherdale Parish Council", "Northern Paddlers"),
)
