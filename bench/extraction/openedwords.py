"""The words of the part that was once blind: seven vocabularies, none of which shares a title, author or sentence with another part."""

# ruff: noqa: E501 - lists of words are long

from __future__ import annotations

from bench.extraction.entries import Vocabulary

OFFICE = Vocabulary(
    name="opened office",
    subjects=(
        *("2025년 상반기 공공배달앱 가맹점", "노후 경유차 조기폐차", "생활문화센터 대관", "하천변 산책로 야간 조명", "음식물류 폐기물 수수료", "장애인 편의시설 전수조사", "공동주택 층간소음 상담실"),
        *("청소년 진로체험 버스", "민방위 사이버교육", "도로명판 정비", "수돗물 안심확인제", "시민안전보험", "옥외광고물 자진신고", "지역화폐 할인율", "경로당 냉난방비", "어울림 한마당 자원봉사자"),
        *("토지이동 신청", "주민등록 사실조사", "폭염 대비 그늘막"),
    ),
    endings=("모집 알림", "지원사업 안내문 게시", "이용 제한", "설치 구간 의견 청취", "인상 예고", "실시 결과 공개", "개시", "추진에 따른 협조", "확대 시행", "일부 중단", "2차 모집", "선정 결과", "행정예고"),
    odd=(
        *("[공시송달] 과태료 부과 사전통지서(2025-17호)", "2025. 3. 1.자 인사발령", "「가로수 조성 및 관리 조례」 일부개정조례안 입법예고", "(수정) 5월 12일~16일 단축 운영", "<기후동행> 에코 마일리지 1차 평가 결과"),
        *("이용자 만족도 조사(5분 소요)", "제1회 추가경정예산 공고", "[마감] 텃밭 분양", "연락처 변경(02-000-1234 → 02-000-5678)"),
    ),
    authors=("자원순환과", "안전도시과", "주택관리과", "평생교육과", "민원여권과", "교통행정과", "치수방재과", "복지정책과", "맑은물사업소", "토지정보과"),
    sentences=(
        *("위와 관련하여 다음과 같이 공고합니다.", "접수는 선착순이며 예산이 다 쓰이면 일찍 끝날 수 있습니다.", "구비 서류는 신분증 사본과 통장 사본 각 1부입니다.", "이의가 있는 분은 열람 기간 안에 의견서를 내 주십시오."),
        *("관내 열여섯 개 동 주민센터에서도 신청을 받습니다.", "작업 시간에는 먼지와 소음이 생길 수 있으니 창문을 닫아 주십시오.", "지원 금액은 한 가구에 최대 30만 원입니다.", "문의 전화는 평일 9시부터 18시까지 받습니다."),
        *("지난해 참여하신 분은 다시 신청하지 않으셔도 됩니다.", "고시 내용의 전문은 붙임 파일로 갈음합니다.", "현장 설명회는 따로 열지 않습니다.", "우편 접수는 마감일 소인까지 유효합니다.", "거짓으로 신청한 사실이 드러나면 지원금을 돌려받습니다.", "사업 구역 도면은 담당 부서에 비치되어 있습니다."),
    ),
    files=("1. 공고문.hwpx", "2. 신청서 및 동의서.hwp", "고시 제2025-41호.pdf", "위치도.jpg", "[붙임] 선정자 명단(가명).xlsx", "질의응답 모음.pdf"),
    menu=("구정 안내", "분야별 정보", "종합 민원", "고시·공고", "열린 행정", "부서 안내"),
    sites=("새실구청", "가람시청", "온재군시설공단", "두레도시공사"),
)

CAMPUS = Vocabulary(
    name="opened campus",
    subjects=(
        *("비교과 프로그램", "근로장학생", "학부 연구생", "복수전공 이수자", "하계 인턴십", "영어 졸업인증", "전공 박람회", "대학원 논문제출자격시험", "기계공학부 세미나", "교직 이수 예정자", "예비 수강신청"),
        *("학군사관후보생", "실험실 정기점검", "멘토링 튜터", "글쓰기 상담실", "캠퍼스 순환버스", "연구실 안전교육", "토익 특강", "생활관 퇴사"),
    ),
    endings=("선발 공지", "참가 신청", "운영 일정표", "대상 조회 방법", "면접 시간 배정", "장소 변경", "수요 조사", "이수 현황 확인", "마감 임박", "오리엔테이션", "합격자 등록", "시간표 게시", "취소 및 환불"),
    odd=(
        *("[장학] 2025-1학기 교내장학 이의신청(~3/14 17:00)", "[Seminar] Soft robots for small spaces (3/21, 4pm)", "★졸업예정자 필독★ 학위복 대여", "24-2학기 성적 정정 기간", "[외부] ㈜한빛소재 신입 채용 설명회", "제12대 총학생회 보궐선거 공고"),
        *("Wi-Fi", "(학부) 휴·복학 Q&A 모음", "[조교 모집] 물리학실험Ⅰ 2개 분반"),
    ),
    authors=("교무학사팀", "학과사무실", "취업진로처", "생활관 행정실", "산학협력단", "교수학습센터", "대학원 교학팀", "국제처", "기초교육원", "학술정보원"),
    sentences=(
        *("해당 학생은 포털에서 로그인한 뒤 신청하시기 바랍니다.", "평점 평균이 3.0 이상이어야 합니다.", "추천서는 지도교수의 서명을 받아 스캔본으로 올립니다.", "면접은 비대면으로 진행하며 링크는 개별 발송합니다."),
        *("이수 구분이 바뀐 과목은 교무학사팀에 확인하십시오.", "중복 수혜는 등록금 범위 안에서만 가능합니다.", "강의실은 공학관 301호에서 305호로 바뀌었습니다.", "불참할 때에는 하루 전까지 조교에게 알려야 합니다."),
        *("학번 끝자리가 홀수인 학생이 먼저 수강신청을 합니다.", "간단한 다과가 준비되어 있습니다.", "수료증은 학기가 끝난 뒤에 내려받을 수 있습니다.", "발표 자료는 행사 사흘 전까지 내 주세요.", "졸업 요건은 입학 연도에 따라 다릅니다.", "추가 합격은 결원이 생긴 학과에 한합니다."),
    ),
    files=("안내 포스터_최종.png", "신청서(양식).docx", "2025학년도 요람 발췌.pdf", "분반별 시간표.xlsx", "서약서 양식.hwp", "Seminar_flyer.pdf"),
    menu=("학부 소개", "교수진", "교과과정", "학부 공지", "취업 정보", "자료 나눔"),
    sites=("다온대학교 기계공학부", "누리대학교", "해담대학교 대학원"),
)

TRADE = Vocabulary(
    name="opened trade",
    subjects=(
        *("정기총회", "회원사 실태조사", "KC 인증 컨설팅", "동절기 배송", "A/S 센터", "신제품 설명회", "수출상담회", "표준하도급계약서", "전문가 자격검정", "고객센터", "설 연휴 출고", "협력업체 등록", "개인정보 처리방침"),
        *("연회비 납부", "부스 참가기업", "펌웨어 2.4 버전", "안전보건 워크숍"),
    ),
    endings=("개최 통지", "참여 요청", "일정 조정", "이전 안내드립니다", "사전등록", "모집(선착순 20개사)", "배포", "시행 예정", "접수 마감", "현장 사진", "후기", "변경 고지"),
    odd=(
        *("[회원사 소식] 도담정밀 제3공장 준공", "2025 스마트공장엑스포 공동관 참가기업 모집(~3.28)", "서비스 점검 3/8(토) 00:00-06:00", "㈜온누리테크 주주명부 폐쇄 기준일", "(중요) 사칭 문자 주의", "가격 인상: 1,200원 → 1,350원"),
        "협회보 제214호",
    ),
    authors=("사무처", "기획홍보실", "회원지원팀", "경영지원본부", "고객지원센터", "교육사업부", "기술표준팀", "관리부"),
    sentences=(
        *("평소 저희 회사를 아껴 주시는 고객 여러분께 감사드립니다.", "회원사 임직원 여러분의 많은 참석을 부탁드립니다.", "참가비에는 점심과 자료집이 포함되어 있습니다.", "위임장은 총회 전날까지 도착해야 합니다."),
        *("연휴 기간의 주문은 순서대로 출고합니다.", "새 주소는 다음 달 첫 영업일부터 사용합니다.", "등록이 끝나면 전자우편으로 접수증을 보내 드립니다.", "심사는 서류와 현장 확인의 두 단계입니다.", "환불은 행사 이레 전까지 전액 가능합니다.", "설치 전에 반드시 전원을 끄십시오."),
        *("본 고지는 게시한 날부터 이레가 지나면 효력이 생깁니다.", "문서 수신을 원하지 않으시면 회신해 주십시오."),
    ),
    files=("총회 개최 공문.pdf", "위임장.doc", "참가신청서(기업용).xls", "행사장 약도.gif", "제품설명서 v2.4.zip", "사업자등록증 사본.jpg"),
    menu=("회사 소개", "사업 영역", "고객 지원", "공지", "채용", "문의하기"),
    sites=("한국도담기계산업협회", "온빛소프트", "가온물류"),
)

JAPANESE = Vocabulary(
    name="opened japanese",
    subjects=("図書館", "粗大ごみ収集", "市営住宅入居者", "後期日程入試", "健康診断", "住民説明会", "入札参加資格", "サーバー保守", "公開講座", "奨学金", "水道工事", "職員採用試験", "防災訓練"),
    endings=("の休館について", "のお知らせ", "の募集を開始しました", "の結果を公表します", "の日程変更", "に関する意見募集", "の申込方法", "実施要項", "の中止", "の受付終了"),
    odd=("【重要】3月1日（土）の窓口業務について", "令和7年度 予算の概要", "「ふるさと納税」返礼品の追加", "Wi-Fi利用停止（3/10 22:00～24:00）", "【再掲】学位記授与式"),
    authors=("総務課", "学務部教務課", "市民生活課", "施設管理係", "広報室", "財務課", "国際交流課"),
    sentences=(
        *("詳しくは添付の資料をご覧ください。", "申込みは先着順です。", "当日は公共交通機関をご利用ください。", "受付時間は午前九時から午後五時までです。", "ご不便をおかけしますがご協力をお願いします。"),
        *("参加費は無料です。", "結果は郵送で通知します。", "応募書類は返却しません。", "対象は市内に在住または在勤の方です。", "雨天の場合は翌週に延期します。"),
    ),
    files=("募集要項.pdf", "申込書.docx", "会場案内図.pdf", "様式第1号.xlsx"),
    menu=("くらし", "観光", "市政情報", "新着情報", "お問い合わせ"),
    sites=("若葉台市", "みなと学院大学"),
)

GERMAN = Vocabulary(
    name="opened german",
    subjects=("Sperrung der Hauptstraße", "Sitzung des Gemeinderates", "Öffnungszeiten des Bürgerbüros", "Grundsteuer", "Ausschreibung Winterdienst", "Kinderbetreuung", "Wasserversorgung", "Bebauungsplan Nr. 12", "Ferienprogramm", "Sperrmüll", "Standesamt"),
    endings=("– neue Termine", "– Ergebnis", "wird verlängert", "– Bekanntmachung", "ab April", "– Anmeldung möglich", "fällt aus", "– Auslegung der Unterlagen", "– Änderung"),
    odd=("Achtung: Falsche Mitarbeiter unterwegs!", "Stellenangebot: Erzieher/in (m/w/d)", "Hochwasserschutz & Starkregen", "Wahl am 23.02.2025: Endgültiges Ergebnis"),
    authors=("Bürgerbüro", "Bauamt", "Hauptamt", "Kämmerei", "Kultur und Tourismus", "Ordnungsamt"),
    sentences=(
        *("Die Unterlagen liegen im Rathaus, Zimmer 12, zur Einsicht aus.", "Wir bitten um Ihr Verständnis.", "Anmeldungen nimmt das Vorzimmer entgegen.", "Der Zugang ist barrierefrei.", "Eine Umleitung ist ausgeschildert."),
        *("Die Teilnahme kostet nichts.", "Rückfragen beantwortet das zuständige Amt.", "Die Frist beginnt mit dem Tag der Veröffentlichung.", "Bei Regen findet die Veranstaltung in der Turnhalle statt.", "Später eingehende Angebote werden nicht gewertet."),
    ),
    files=("Bekanntmachung.pdf", "Lageplan.pdf", "Anmeldeformular.docx", "Leistungsverzeichnis.xlsx"),
    menu=("Gemeinde", "Rathaus", "Leben", "Aktuelles", "Kontakt"),
    sites=("Gemeinde Lindenau", "Stadtwerke Birkental"),
)

FRENCH = Vocabulary(
    name="opened french",
    subjects=("Collecte des déchets verts", "Conseil municipal", "Travaux rue des Tilleuls", "Inscriptions scolaires", "Fermeture de la médiathèque", "Marché de Noël", "Enquête publique", "Coupure d’eau", "Recensement citoyen", "Forum des associations"),
    endings=(": nouvelles dates", ": compte rendu", "reporté au printemps", ": inscriptions ouvertes", ": avis au public", "à partir d’avril", ": résultats", ": ce qui change"),
    odd=("Alerte orange : vents violents", "L’école Jules-Verne recrute", "Budget 2025 : 3 questions à la mairie", "Déchèterie & horaires d’hiver"),
    authors=("Service communication", "Mairie", "Service urbanisme", "Médiathèque", "État civil"),
    sentences=(
        *("Le dossier est consultable en mairie aux heures d’ouverture.", "Merci de votre compréhension.", "Les inscriptions se font à l’accueil.", "Le stationnement sera interdit dans tout le quartier.", "L’entrée est libre."),
        *("Une déviation sera mise en place.", "Pour tout renseignement, contactez le service concerné.", "Les enfants doivent être accompagnés.", "Les offres remises hors délai ne seront pas examinées.", "La séance est publique."),
    ),
    files=("Avis d’enquête.pdf", "Plan de situation.pdf", "Formulaire.odt", "Règlement.pdf"),
    menu=("Ma ville", "Vie pratique", "Culture", "Actualités", "Nous contacter"),
    sites=("Ville de Clairmont-sur-Aure", "Communauté de communes du Vallon"),
)

CHINESE = Vocabulary(
    name="opened chinese",
    subjects=("本科生选课", "奖学金评审", "图书馆开放时间", "教职工体检", "校园网维护", "研究生复试", "学术讲座", "实验室安全检查", "毕业典礼", "宿舍调整", "教材征订"),
    endings=("的通知", "结果公示", "安排", "工作方案", "补充说明", "报名启事", "延期公告", "名单公布"),
    odd=("关于做好2025年寒假值班工作的通知", "【讲座】材料与能源（3月14日15:00）", "招标公告（二次）", "转发：关于申报科研项目的函", "停水通知"),
    authors=("教务处", "学生工作部", "后勤管理处", "研究生院", "信息中心", "人事处"),
    sentences=(
        *("各单位请认真组织落实。", "请有意者于截止日期前提交材料。", "公示期内如有异议请以书面形式反映。", "报名地点为行政楼二层大厅。", "逾期不予受理。"),
        *("维护期间部分系统无法访问。", "详细名单见附件。", "会议时间另行通知。", "参加人员须携带有效证件。", "特此通知。"),
    ),
    files=("附件1：申请表.docx", "附件2：名单.xlsx", "工作方案.pdf", "报名回执.doc"),
    menu=("学校概况", "机构设置", "人才培养", "通知公告", "校园服务"),
    sites=("青溪大学", "青溪大学图书馆"),
)

ABROAD = Vocabulary(
    name="opened abroad",
    subjects=("Road closure on Mill Lane", "Planning committee", "Council tax support", "Garden waste collection", "Bursary scheme", "Thesis submission", "Allotment waiting list", "Flood defence works", "Careers fair", "Sports centre refurbishment", "Community grants", "Payroll cut-off"),
    endings=("– notice to residents", "moved to Tuesday", "– have your say", "reopens", "– winners named", "extended until further notice", "– minutes available", "– frequently asked questions", "2025/26", "begins next week"),
    odd=("Invitation to tender: grounds maintenance (ref. 2025/041)", "Polling stations: 1 May", "“Night at the Museum” returns", "Storm damage & bin rounds", "Two-factor sign-in from 10 March"),
    authors=("Highways", "Democratic Services", "Graduate School", "Student Finance", "Communications Office", "Parks and Open Spaces", "Human Resources"),
    sentences=(
        *("Residents are advised to allow extra time for their journey.", "Copies of the agenda are available from reception.", "Late submissions will not be accepted under any circumstances.", "The scheme is funded for two years.", "Access for emergency vehicles will be kept at all times."),
        *("Comments must be made in writing.", "Places are free but must be booked.", "The panel met last week and its decision is final.", "Further dates will be published here.", "Staff should speak to their line manager first."),
    ),
    files=("Notice of closure.pdf", "Equality statement.docx", "Scoring matrix.xlsx", "Site plan A3.pdf"),
    menu=("Home", "Services", "Your council", "News and notices", "Contact us"),
    sites=("Ashcombe Borough Council", "University of Northmere"),
)
